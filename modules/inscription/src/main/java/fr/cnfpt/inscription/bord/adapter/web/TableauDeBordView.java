package fr.cnfpt.inscription.bord.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.bord.application.RegarderLeTableauDeBord;
import fr.cnfpt.inscription.bord.application.RegarderLeTableauDeBord.Nomme;
import fr.cnfpt.inscription.bord.domain.Axe;
import fr.cnfpt.inscription.bord.domain.Bilan;
import fr.cnfpt.inscription.bord.domain.Delai;
import fr.cnfpt.inscription.bord.domain.Remplissage;
import fr.cnfpt.outils.ecran.dessin.Graphique;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Option;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Le tableau de bord d'une année, par mois, par thème, par organisateur ou par collectivité ; filtres : annee, par.
 * Chaque nombre mène aux bulletins qu'il compte.
 */
@Named("tableauDeBord")
@RequestScoped
public class TableauDeBordView implements Liste<Nomme> {

    /** Les barres d'un graphique qu'on lit encore. */
    private static final int BARRES = 12;

    private static final List<Etat> INSCRITES =
            List.of(Etat.TRANSMISE, Etat.ACCEPTEE, Etat.CONVOQUEE, Etat.PRESENTE, Etat.ABSENTE, Etat.ATTESTEE);

    @Inject
    RegarderLeTableauDeBord regarder;

    private Tableau<Nomme> tableau;
    private DemandeDeListe lue;
    private List<Nomme> comptes;
    private Map<String, Remplissage> remplissages;
    private List<Delai> delais;

    /** Un nombre, et l'adresse des bulletins qu'il compte. */
    public record Tuile(String nombre, String libelle, String note, String adresse) {}

    public Tableau<Nomme> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    /** Celle que l'on lit ; celle de la page tant que l'on n'a rien lu. */
    private DemandeDeListe demande() {
        return lue == null ? getTableau().getDemande() : lue;
    }

    @Override
    public String nom() {
        return "tableauDeBord";
    }

    @Override
    public String titre() {
        return "Tableau de bord";
    }

    @Override
    public List<ColonneDeListe<Nomme>> colonnes() {
        List<ColonneDeListe<Nomme>> c = new ArrayList<>();
        c.add(ColonneDeListe.de("nom", axe(demande()).nom(), Nomme::nom));
        c.add(nombre("demandes", "Demandes", Bilan::demandes));
        c.add(nombre("inscrites", "Inscrites", Bilan::inscrites));
        c.add(nombre("attente", "En attente", Bilan::enAttente));
        c.add(nombre("refusees", "Refusées", Bilan::refusees));
        c.add(nombre("annulees", "Annulées", Bilan::annulees));
        c.add(nombre("absentes", "Absents", Bilan::absentes));
        if (axe(demande()) == Axe.MOIS && regarder.axes().contains(Axe.COLLECTIVITE)) {
            c.add(ColonneDeListe.de("remplissage", "Remplissage des sessions", this::remplissage));
        }
        return c;
    }

    private static ColonneDeListe<Nomme> nombre(String code, String titre, ToLongFunction<Bilan> valeur) {
        return ColonneDeListe.de(code, titre, n -> Texte.nombre(valeur.applyAsLong(n.compte())));
    }

    @Override
    public Page<Nomme> lire(DemandeDeListe d, int premiere, int combien) {
        lue = d;
        return Page.parmi(comptes(d), premiere, combien);
    }

    private List<Nomme> comptes(DemandeDeListe d) {
        if (comptes == null) {
            comptes = regarder.comptes(axe(d), annee(d));
        }
        return comptes;
    }

    private static Axe axe(DemandeDeListe d) {
        return Axe.de(d.texte("par"));
    }

    private Year annee(DemandeDeListe d) {
        Year cette = regarder.cetteAnnee();
        return annees(cette)
                .filter(a -> d.texte("annee").equals(a.toString()))
                .findFirst()
                .orElse(cette);
    }

    private static Stream<Year> annees(Year cette) {
        return Stream.of(cette.minusYears(1), cette, cette.plusYears(1));
    }

    public List<Option> getAnnees() {
        Year cette = regarder.cetteAnnee();
        return annees(cette)
                .map(a -> Option.de(a.equals(cette) ? "" : a.toString(), a.toString()))
                .toList();
    }

    public List<Option> getAxes() {
        return regarder.axes().stream()
                .map(a -> Option.de(a == Axe.MOIS ? "" : a.code(), a.libelle()))
                .toList();
    }

    public String getResume() {
        return "Les demandes pour les sessions qui commencent en " + annee(demande()) + ", comptées à l'instant.";
    }

    private Bilan somme() {
        return comptes(demande()).stream().map(Nomme::compte).reduce(new Bilan("", 0, 0, 0, 0, 0, 0), Bilan::plus);
    }

    public boolean isVide() {
        return somme().demandes() == 0;
    }

    public List<Tuile> getTuiles() {
        Bilan c = somme();
        return List.of(
                tuile(c.inscrites(), "inscrites", "sur " + Texte.nombre(c.demandes()) + " demandes", INSCRITES),
                tuile(c.enAttente(), "en attente d'une place", "dans une file", List.of(Etat.LISTE_ATTENTE)),
                tuile(c.refusees(), "refusées", "avec leur motif", List.of(Etat.REFUSEE)),
                tuile(c.annulees(), "annulées", "avec leur motif", List.of(Etat.ANNULEE)),
                tuile(c.absentes(), "absents", "convoqués et non venus", List.of(Etat.ABSENTE)));
    }

    private Tuile tuile(long nombre, String libelle, String note, List<Etat> etats) {
        return new Tuile(Texte.nombre(nombre), libelle, note, adresse(null, etats));
    }

    public String demandes(Nomme n) {
        return adresse(n, List.of());
    }

    public String inscrites(Nomme n) {
        return adresse(n, INSCRITES);
    }

    public String etat(Nomme n, String etat) {
        return adresse(n, List.of(Etat.valueOf(etat)));
    }

    /** L'adresse des bulletins de cette ligne ({@code null} : de toute l'année) dans ces états. */
    private String adresse(Nomme n, List<Etat> etats) {
        DemandeDeListe d = demande();
        Axe axe = axe(d);
        Year annee = annee(d);
        List<LocalDate> bornes = n != null && axe == Axe.MOIS
                ? RegarderLeTableauDeBord.bornes(n.cle())
                : List.of(annee.atDay(1), annee.atDay(annee.length()));
        StringBuilder a =
                new StringBuilder("/inscription/bulletins.xhtml?du=" + bornes.get(0) + "&au=" + bornes.get(1));
        if (n != null) {
            switch (axe) {
                case MOIS -> {}
                case THEME -> a.append("&theme=").append(n.cle());
                case ORGANISATEUR -> a.append("&structure=").append(n.cle());
                case COLLECTIVITE -> a.append("&collectivite=").append(n.cle());
            }
        }
        etats.forEach(e -> a.append("&etat=").append(e.name()));
        return a.toString();
    }

    private Remplissage duMois(Nomme n) {
        DemandeDeListe d = demande();
        if (axe(d) != Axe.MOIS) {
            return null;
        }
        if (remplissages == null) {
            remplissages = regarder.remplissages(annee(d));
        }
        return remplissages.get(n.cle());
    }

    /** « 78 % de 1 240 places, 12 sessions sous leur minimum » */
    public String remplissage(Nomme n) {
        Remplissage r = duMois(n);
        return r == null || r.taux() == null
                ? ""
                : r.taux() + "\u00a0% de " + Texte.pluriel(r.places(), "place", "places")
                        + (r.sousLeMinimum() == 0
                                ? ""
                                : ", "
                                        + Texte.pluriel(
                                                r.sousLeMinimum(),
                                                "session sous son minimum",
                                                "sessions sous leur minimum"));
    }

    public boolean isRempli() {
        return getTableau().getLignes().stream().anyMatch(n -> !remplissage(n).isEmpty());
    }

    private List<Nomme> dessinees() {
        return comptes(demande()).stream().limit(BARRES).toList();
    }

    public String getLecture() {
        int tous = comptes(demande()).size();
        return (isRempli()
                        ? "Les barres comptent les inscrites ; la courbe dit la part des places prises."
                        : "Les barres comptent les inscrites ; la courbe dit la part des demandes en attente ou refusées.")
                + (tous > BARRES
                        ? " Le dessin montre les " + BARRES + " premiers sur " + Texte.nombre(tous) + "."
                        : "");
    }

    public String getGraphique() {
        return isRempli()
                ? Graphique.json(
                        dessinees(),
                        Nomme::nom,
                        "Inscrites",
                        n -> n.compte().inscrites(),
                        "Remplissage (%)",
                        n -> duMois(n) == null ? null : duMois(n).taux())
                : Graphique.json(
                        dessinees(),
                        Nomme::nom,
                        "Inscrites",
                        n -> n.compte().inscrites(),
                        "En attente ou refusées (%)",
                        n -> n.compte().partNonServie());
    }

    public List<Delai> getDelais() {
        if (delais == null) {
            delais = regarder.delais();
        }
        return delais;
    }

    public int getJoursDesDelais() {
        return RegarderLeTableauDeBord.JOURS_DES_DELAIS;
    }
}
