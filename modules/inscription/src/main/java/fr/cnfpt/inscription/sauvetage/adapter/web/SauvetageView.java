package fr.cnfpt.inscription.sauvetage.adapter.web;

import fr.cnfpt.catalogue.api.ChangerUneSession.DepartementVoisin;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.sauvetage.application.EmmenerLesInscrits.Emmene;
import fr.cnfpt.inscription.sauvetage.application.SauverUneSession;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver.Examen;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver.Voisine;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Ce qu'on peut faire d'une session sous son minimum, ou des inscrits d'une session annulée ; un geste chacun. */
@Named("sauvetage")
@RequestScoped
public class SauvetageView {

    /** Celles qu'on montre d'abord. */
    private static final int PROCHES = 12;

    @Inject
    SessionsASauver sessions;

    @Inject
    SauverUneSession sauver;

    private long id;
    private Examen examen;
    private LocalDate debut;
    private String departement;
    private String lien;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("session");
            examen();
        } catch (Refus r) {
            Requete.introuvable();
        }
    }

    private Examen examen() {
        if (examen == null) {
            examen = sessions.examiner(id);
        }
        return examen;
    }

    public void reunir(Voisine v) {
        agir(() -> dire(sauver.reunir(id, v.session().id())));
    }

    public void emmener(Voisine v) {
        agir(() -> dire(sauver.emmener(id, v.session().id())));
    }

    public void inviter() {
        agir(() -> Ecran.succes(Texte.pluriel(
                        sauver.inviter(id), "personne est invitée par courriel", "personnes sont invitées par courriel")
                + ", et son employeur l'apprend."));
    }

    public void deplacer() {
        agir(() -> Ecran.succes(
                "La session se tient maintenant " + sauver.deplacer(id, debut).periode()
                        + ". Ses inscrits et leurs employeurs sont prévenus par courriel."));
    }

    public void ouvrirAussi() {
        agir(() -> {
            if (departement == null || departement.isBlank()) {
                throw Refus.invalide("departement-absent", "departement", "Choisissez un département.");
            }
            sauver.ouvrirAussi(id, departement);
            Ecran.succes("La session est publiée aussi pour les employeurs de ce département.");
        });
    }

    public void passerADistance() {
        agir(() -> {
            sauver.passerADistance(id, lien);
            Ecran.succes(
                    "La session se suivra à distance. Ses inscrits et leurs employeurs sont prévenus par courriel ; leur agenda et leur convocation suivent.");
        });
    }

    private void agir(Runnable geste) {
        if (Ecran.tenter(geste)) {
            Ecran.aller("/inscription/sauvetage.xhtml", Map.of("session", id));
        }
    }

    private static void dire(List<Emmene> faits) {
        long places = faits.stream().filter(e -> e.bulletinId() != null).count();
        String autres = faits.stream()
                .filter(e -> e.empeche() != null)
                .collect(Collectors.groupingBy(e -> e.empeche().libelle(), LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " : " + e.getKey())
                .collect(Collectors.joining(" ; "));
        Ecran.succes((places == 0
                        ? "Personne n'y a reçu de place."
                        : Texte.pluriel(
                                places,
                                "personne y a une place, et peut la refuser par son courriel.",
                                "personnes y ont une place, et peuvent la refuser par leur courriel."))
                + (autres.isEmpty() ? "" : " Sans place : " + autres + "."));
    }

    public long getId() {
        return id;
    }

    public SessionInfo getSession() {
        return examen().ligne().session();
    }

    public Jauge getJauge() {
        return examen().ligne().jauge();
    }

    /** Les plus proches de ces dates, ou toutes si l'adresse le demande. */
    public List<Voisine> getVoisines() {
        List<Voisine> toutes = examen().voisines();
        return Requete.texte("toutes").isEmpty() ? toutes.subList(0, Math.min(PROCHES, toutes.size())) : toutes;
    }

    /** Combien d'autres l'on ne montre pas. */
    public int getVoisinesPlusLoin() {
        return examen().voisines().size() - getVoisines().size();
    }

    public List<DepartementVoisin> getDepartements() {
        return examen().departements();
    }

    public int getAEmmener() {
        return examen().aEmmener();
    }

    public int getInvitables() {
        return examen().invitables();
    }

    public boolean isAnnulee() {
        return examen().moment() == Moment.ANNULEE;
    }

    public boolean isAVenir() {
        return examen().moment() == Moment.AVANT_OUVERTURE
                || examen().moment() == Moment.OUVERTE
                || examen().moment() == Moment.CLOSE;
    }

    /** Vrai si elle peut se réunir à une autre : qui a son minimum se tient. */
    public boolean isReunissable() {
        return isAVenir() && getJauge() != null && getJauge().sousLeMinimum();
    }

    public boolean isEnPresence() {
        return getSession().enPresence() && getSession().ville() != null;
    }

    /** « 3 ont refusé le changement » ; vide si personne. */
    public String getRefus() {
        return examen().ligne().refusEnClair();
    }

    /** « 12 inscrits, 8 places : 4 n'en auront pas » */
    public String bilan(Voisine v) {
        int manque = getAEmmener() - v.libres();
        return v.session().capacite() == null
                ? "places sans limite"
                : Texte.pluriel(v.libres(), "place libre", "places libres")
                        + (manque > 0 ? " : " + manque + (manque > 1 ? " n'en auront pas" : " n'en aura pas") : "");
    }

    public String getInscritsEnClair() {
        return Texte.compte(getAEmmener(), "Aucun inscrit", "inscrit", "inscrits");
    }

    public String getInvitablesEnClair() {
        return Texte.pluriel(
                getInvitables(),
                "personne attend ce stage dans une autre session",
                "personnes attendent ce stage dans une autre session");
    }

    public LocalDate getDebut() {
        return debut;
    }

    public void setDebut(LocalDate v) {
        debut = v;
    }

    public String getDepartement() {
        return departement;
    }

    public void setDepartement(String v) {
        departement = v;
    }

    public String getLien() {
        return lien;
    }

    public void setLien(String v) {
        lien = v;
    }
}
