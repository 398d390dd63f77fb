package fr.cnfpt.annuaire.carte.application;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.annuaire.carte.persistence.Carte;
import fr.cnfpt.annuaire.carte.persistence.Carte.Millesime;
import fr.cnfpt.annuaire.carte.port.Paquets;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Un nouveau millésime de la carte : le paquet est essayé (tout est fait, puis défait, et le rapport gardé), puis
 * appliqué en une transaction que les autres modules complètent. On ne charge ni plus ancien que la carte en vigueur,
 * ni une carte à venir.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class ChargerMillesime {

    @Inject
    Paquets paquets;

    @Inject
    Carte carte;

    @Inject
    Journal journal;

    @Inject
    Event<CarteChangee> annonce;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /**
     * Dit ce qui bougera, sans rien changer.
     *
     * @return l'identifiant de l'essai, dont le rapport se lit et qui peut s'appliquer
     * @throws Refus si le paquet n'est pas le bon, se contredit, ou vient trop tard ou trop tôt
     */
    public long essayer(byte[] archive) {
        long depart = System.nanoTime();
        Decoupage decoupage = paquets.lire(archive);
        carte.verrouiller();
        verifierLOrdre(decoupage);
        List<LigneDeRapport> lignes = carte.essayer(() -> carte.charger(decoupage, annonce::fire));
        return carte.garderEssai(
                decoupage, empreinte(archive), archive, courant.get().nom(), duree(depart), lignes);
    }

    /** Applique un essai ; le rapport devient celui de ce qui a vraiment bougé. @return combien de changements */
    public int appliquer(long essai) {
        long depart = System.nanoTime();
        carte.verrouiller();
        byte[] archive = carte.archive(essai)
                .orElseThrow(() -> Refus.conflit(
                        "essai-passe",
                        "Cet essai n'est plus à appliquer : il l'a déjà été, ou l'archive a été déposée de nouveau."));
        Decoupage decoupage = paquets.lire(archive);
        verifierLOrdre(decoupage);
        List<LigneDeRapport> lignes = carte.charger(decoupage, annonce::fire);
        carte.garderApplication(
                essai, decoupage, empreinte(archive), courant.get().nom(), duree(depart), lignes);
        journal.noter(
                "carte-chargee",
                "carte " + decoupage.annee(),
                "Millésime " + decoupage.annee() + " (" + decoupage.version() + ") appliqué : "
                        + Texte.pluriel(lignes.size(), "changement", "changements") + ".",
                null);
        return lignes.size();
    }

    private void verifierLOrdre(Decoupage d) {
        carte.enVigueur()
                .filter(v -> Decoupage.comparer(d.annee(), d.version(), v.annee(), v.version()) < 0)
                .ifPresent(v -> {
                    throw Refus.conflit(
                            "millesime-ancien",
                            "Ce paquet est le millésime " + d.annee() + " (" + d.version()
                                    + ") ; la carte en vigueur est celle de " + v.annee() + " (" + v.version()
                                    + "). Déposez un paquet plus récent.");
                });
        if (d.effet().isAfter(horloge.aujourdhui())) {
            throw Refus.conflit(
                    "millesime-a-venir",
                    "Cette carte vaut à partir du " + Texte.date(d.effet()) + " : chargez-la ce jour-là ou après.");
        }
    }

    public List<Millesime> tous() {
        return carte.tous();
    }

    public List<LigneDeRapport> lignes(long id, String genre, String departement) {
        return carte.lignes(id, genre, departement);
    }

    public List<Carte.Compte> comptes(long id) {
        return carte.comptes(id);
    }

    public List<String> departements(long id) {
        return carte.departements(id);
    }

    private static int duree(long depart) {
        return (int) ((System.nanoTime() - depart) / 1_000_000);
    }

    private static String empreinte(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
