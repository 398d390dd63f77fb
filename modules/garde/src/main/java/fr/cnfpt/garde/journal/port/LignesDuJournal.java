package fr.cnfpt.garde.journal.port;

import fr.cnfpt.commun.Utilisateur;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Les lignes du journal ; la base les enchaîne et refuse qu'on les récrive. */
public interface LignesDuJournal {

    /**
     * @param qui le nom d'aujourd'hui de l'agent ou du compte touché, ou {@code null} ; la ligne, elle, ne porte que
     *     son numéro
     */
    record Ligne(
            long numero, OffsetDateTime le, String action, String objet, String detail, String auteur, String qui) {}

    record Evenement(OffsetDateTime le, String genre, String compte, String adresse, String detail) {}

    void ajouter(String action, String objet, String detail, Utilisateur auteur, Long collectiviteId);

    void ajouterEvenement(String genre, Long compteId, String adresse, String detail);

    /** Les actes d'une collectivité, ou de celles d'une structure ; tout nul : tous. */
    record Portee(Long collectiviteId, Long structureId) {}

    /** La dernière ligne et son empreinte ; 0 quand le journal est vide. */
    record Tete(long numero, String empreinte) {}

    /** Les plus récents d'abord . */
    List<Ligne> lire(Portee portee, String recherche, int premiere, int combien);

    long compter(Portee portee, String recherche);

    List<Evenement> evenements(String recherche, int premiere, int combien);

    long compterEvenements(String recherche);

    Tete tete();

    /**
     * @return le numéro de la première ligne changée, ôtée ou intercalée ; vide si la chaîne est entière jusqu'à sa
     *     tête
     */
    Optional<Long> premiereRupture();
}
