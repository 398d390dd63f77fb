package fr.cnfpt.inscription.veille.adapter.web;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.Criteres;
import fr.cnfpt.inscription.veille.application.TenirMesRecherches;
import fr.cnfpt.inscription.veille.application.TenirMonAgenda;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import fr.cnfpt.outils.liste.DemandeDeListe;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Mes recherches gardées, leurs alertes et leurs flux ; mon agenda. Une adresse secrète se montre une fois. */
@Named("recherches")
@RequestScoped
public class RecherchesView {

    @Inject
    TenirMesRecherches recherches;

    @Inject
    TenirMonAgenda agenda;

    @Inject
    ConsulterLeCatalogue catalogue;

    @Inject
    OffreDeFormation offre;

    @Inject
    UtilisateurCourant courant;

    private List<Ligne> lignes;
    private String nom;
    private long laquelle;
    private boolean alerte = true;
    private String adresse;
    private String pourQuoi;

    /** @param criteres ce qu'elle cherche, en toutes lettres */
    public record Ligne(
            long id, String nom, String criteres, String adresse, String gardeeLe, boolean alerte, boolean flux) {}

    public List<Ligne> getLignes() {
        if (lignes == null) {
            lignes = recherches.lister().stream().map(this::ligne).toList();
        }
        return lignes;
    }

    public List<Ligne> getOubliees() {
        return recherches.oubliees().stream().map(this::ligne).toList();
    }

    private Ligne ligne(RechercheGardee r) {
        return new Ligne(
                r.id(),
                r.nom(),
                enClair(Criteres.lire(DemandeDeListe.lire(r.question()))),
                "/inscription/catalogue.xhtml" + (r.question().isEmpty() ? "" : "?" + r.question()),
                r.gardeeLeEnClair(),
                r.alerte(),
                r.aUnFlux());
    }

    /** « « excel » · Nord (59) · mars 2027 · au moins une place » */
    private String enClair(Criteres c) {
        List<String> dits = new ArrayList<>();
        if (!c.mots().isEmpty()) {
            dits.add("« " + c.mots() + " »");
        }
        c.choix().forEach((critere, codes) -> {
            Map<String, String> noms = noms(critere, codes);
            codes.forEach(code -> dits.add(noms.getOrDefault(code, code)));
        });
        if (c.avecPlaces()) {
            dits.add("au moins une place");
        }
        return dits.isEmpty() ? "tout le catalogue" : String.join(" · ", dits);
    }

    private Map<String, String> noms(Critere critere, List<String> codes) {
        return switch (critere) {
            case NATURE -> offre.natures();
            case SPECIALITE -> offre.specialites();
            case DEPARTEMENT -> catalogue.departements();
            case STRUCTURE -> catalogue.structures();
            case COMMUNE ->
                catalogue.lieux(codes).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().nom()));
            case MODALITE ->
                Arrays.stream(Modalite.values()).collect(Collectors.toMap(Modalite::name, Modalite::libelle));
            case MOIS ->
                codes.stream()
                        .filter(m -> m.matches("[0-9]{4}-(0[1-9]|1[0-2])"))
                        .distinct()
                        .collect(Collectors.toMap(
                                m -> m,
                                m -> YearMonth.parse(m)
                                        .format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRENCH))));
            case FORME -> Map.of("AFEST", "en situation de travail", "AUTRE", "hors du poste");
            case JOUR -> Map.of();
        };
    }

    public void garder() {
        if (Ecran.tenter(() -> recherches.garder(nom, Requete.texte("question"), alerte))) {
            Ecran.succes(
                    alerte
                            ? "Recherche gardée. Un courriel par jour, au plus, vous dira ce qui paraît."
                            : "Recherche gardée.");
            Ecran.aller("/inscription/recherches.xhtml");
        }
    }

    public void renommer() {
        geste(() -> recherches.renommer(laquelle, nom), "Renommée.");
    }

    public void prevenir(long id, boolean oui) {
        geste(
                () -> recherches.alerter(id, oui),
                oui ? "Vous serez prévenu de ce qui paraît à partir de maintenant." : "Vous n'en serez plus prévenu.");
    }

    public void oublier(long id) {
        geste(() -> recherches.oublier(id), "Oubliée. Elle se remet, plus bas, pendant sept jours.");
    }

    public void remettre(long id) {
        geste(() -> recherches.remettre(id), "Remise.");
    }

    public void fermerLeFlux(long id) {
        geste(() -> recherches.fermerLeFlux(id), "L'adresse de ce flux ne vaut plus.");
    }

    private void geste(Runnable quoi, String dit) {
        if (Ecran.tenter(quoi)) {
            Ecran.succes(dit);
            Ecran.aller("/inscription/recherches.xhtml");
        }
    }

    /** L'adresse est dans cette page, et dans aucune autre : on n'en garde que l'empreinte. */
    public void ouvrirLeFlux(long id) {
        Ecran.tenter(() -> {
            adresse = Parametres.adresse() + "/flux/recherche/" + recherches.ouvrirLeFlux(id) + ".atom";
            pourQuoi = "L'adresse du flux de « "
                    + recherches.lister().stream()
                            .filter(r -> r.id() == id)
                            .map(RechercheGardee::nom)
                            .findFirst()
                            .orElse("")
                    + " », pour votre lecteur d'actualités";
            lignes = null;
        });
    }

    public boolean isAvecAgenda() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    /** « 3 mars 2026 », ou {@code null} si l'adresse n'est pas ouverte. */
    public String getAgendaOuvertLe() {
        return agenda.ouvertLe()
                .map(i -> Texte.date(i.atZone(Horloge.PARIS).toLocalDate()))
                .orElse(null);
    }

    public void ouvrirMonAgenda() {
        Ecran.tenter(() -> {
            adresse = Parametres.adresse() + "/flux/agenda/" + agenda.ouvrir() + ".ics";
            pourQuoi = "L'adresse de vos formations, pour votre agenda";
        });
    }

    public void fermerMonAgenda() {
        geste(agenda::fermer, "L'adresse de votre agenda ne vaut plus.");
    }

    /** Celle qu'on vient d'ouvrir, ou {@code null}. */
    public String getAdresse() {
        return adresse;
    }

    public String getPourQuoi() {
        return pourQuoi;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String n) {
        nom = n;
    }

    public long getLaquelle() {
        return laquelle;
    }

    public void setLaquelle(long id) {
        laquelle = id;
    }

    public boolean isAlerte() {
        return alerte;
    }

    public void setAlerte(boolean a) {
        alerte = a;
    }
}
