package fr.cnfpt.inscription.circuit.adapter.web;

import fr.cnfpt.catalogue.api.ThemesDesStages;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.Recherche;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.DemandeDeListe;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;

/**
 * La liste d'où l'on a ouvert un bulletin : le précédent, le suivant, et le suivant de lui-même une fois le geste fait
 * (docs/adr/0058). Elle tient tout entière dans l'adresse du bulletin, et se relit de là.
 */
@Named("file")
@RequestScoped
public class FileView {

    public static final String BULLETINS = "bulletins";
    public static final String STAGIAIRES = "stagiaires";

    private static final String LISTE = "liste";
    private static final String ID = "id";
    private static final String VU = "vu";
    private static final String BULLETIN = "/inscription/bulletin.xhtml";

    @Inject
    ConsulterBulletins consultation;

    @Inject
    ThemesDesStages themes;

    @Inject
    UtilisateurCourant courant;

    private DemandeDeListe demande;
    private Bulletins.Voisins voisins;
    private boolean lus;

    /** Ce que l'adresse d'une liste de bulletins demande. @param themes {@code null} si elle n'a pas de thème */
    public static Recherche recherche(DemandeDeListe d, ThemesDesStages themes) {
        return new Recherche(
                Arrays.stream(Etat.values())
                        .filter(e -> d.textes("etat").contains(e.name()))
                        .toList(),
                d.identifiant("session"),
                d.texte("q"),
                d.identifiant("agent"),
                d.coche("avenir"),
                parmi(d, themes),
                d.tri());
    }

    /** Ce que le tableau de bord a compté, et dont l'adresse dit les jours. @return {@code null} : tous */
    static Bulletins.Parmi parmi(DemandeDeListe d, ThemesDesStages themes) {
        LocalDate du = jour(d.texte("du"));
        LocalDate au = jour(d.texte("au"));
        return du == null || au == null
                ? null
                : new Bulletins.Parmi(
                        du,
                        au,
                        themes != null && d.coche("theme") ? themes.stagesDuTheme(d.texte("theme")) : null,
                        d.identifiant("structure"),
                        d.identifiant("collectivite"));
    }

    private static LocalDate jour(String texte) {
        try {
            return LocalDate.parse(texte);
        } catch (DateTimeParseException illisible) {
            return null;
        }
    }

    /** Ce qui suit l'identifiant dans l'adresse d'un bulletin ouvert de cette liste. */
    public static String suite(DemandeDeListe d, String liste) {
        return "&" + sans(d).avec(LISTE, liste).adresse().substring(1);
    }

    private static DemandeDeListe sans(DemandeDeListe d) {
        return d.avec(ID, null).avec(VU, null).avec(LISTE, null);
    }

    private DemandeDeListe demande() {
        if (demande == null) {
            demande = Tableau.demande();
        }
        return demande;
    }

    /** Celle d'une session n'est qu'à qui l'instruit. */
    private String liste() {
        return demande().texte(LISTE).equals(STAGIAIRES)
                        && demande().identifiant("session") != null
                        && courant.get().role().estCnfpt()
                ? STAGIAIRES
                : BULLETINS;
    }

    private Bulletins.Voisins voisins() {
        if (!lus && demande().coche(LISTE) && demande().identifiant(ID) != null) {
            voisins = consultation
                    .voisins(recherche(demande(), themes), demande().identifiant(ID))
                    .orElse(null);
        }
        lus = true;
        return voisins;
    }

    /** Vrai si l'on est venu d'une liste. */
    public boolean isMontree() {
        return voisins() != null;
    }

    public String getPosition() {
        return voisins().dedans()
                ? Texte.nombre(voisins().position()) + " sur "
                        + Texte.nombre(voisins().total())
                : Texte.compte(voisins().total(), "Plus rien", "demande", "demandes") + " dans cette liste";
    }

    /** Vrai si un geste, d'ici ou d'ailleurs, vient de l'en faire sortir. */
    public boolean isSortie() {
        return !voisins().dedans();
    }

    public String getPrecedent() {
        return adresse(voisins().precedent());
    }

    public String getSuivant() {
        return adresse(voisins().suivant());
    }

    /** Celle que l'on vient de traiter. */
    public String getVu() {
        return adresse(demande().identifiant(VU));
    }

    private String adresse(Long id) {
        return id == null ? null : BULLETIN + "?id=" + id + suite(demande(), liste());
    }

    /** La liste, telle qu'on l'a quittée. */
    public String getRetour() {
        if (!isMontree()) {
            return "/inscription/" + BULLETINS + ".xhtml";
        }
        String question = sans(demande()).adresse();
        return "/inscription/" + liste() + ".xhtml" + (question.length() == 1 ? "" : question);
    }

    public String getRetourEnClair() {
        return isMontree() && liste().equals(STAGIAIRES)
                ? "Session " + demande().identifiant("session")
                : "Bulletins";
    }

    /** À lire avant le geste : il fait sortir la demande de la liste. */
    void retenir() {
        voisins();
    }

    /** Le geste est fait : la suivante s'ouvre, ou la liste s'il n'y en a plus. */
    void avancer(String fait) {
        Ecran.succes(fait);
        if (!isMontree()) {
            return;
        }
        Long traite = demande().identifiant(ID);
        if (voisins().suivant() == null) {
            Ecran.succes("C'était la dernière de cette liste.");
            Ecran.aller(getRetour());
        } else {
            Ecran.aller(getSuivant(), Map.of(VU, traite));
        }
    }
}
