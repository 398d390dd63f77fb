package fr.cnfpt.acces.api;

import fr.cnfpt.commun.Utilisateur;
import java.util.Optional;

/** L'entrée dans le système, pour le portail. Une connexion vit en base : chaque instance les reconnaît toutes. */
public interface Identification {

    /**
     * Ce que la connexion établit.
     *
     * @param secret à remettre au navigateur, et à personne d'autre
     */
    record Entree(Utilisateur utilisateur, boolean motDePasseAChanger, String secret) {}

    /**
     * Une connexion ouverte.
     *
     * @param pourUneAutre on agit pour une collectivité rattachée à la sienne
     * @param finPour le nom de la collectivité pour laquelle on ne peut plus agir, à l'instant où on l'apprend ; sinon
     *     {@code null}
     * @param jetonDIdentite celui du fournisseur d'identité, à lui rendre à la sortie, ou {@code null}
     * @param plusieurs cette personne tient d'autres qualités
     * @param nommee la page agit autrement que la dernière situation choisie : ce qui la suit doit le dire aussi
     */
    record Connecte(
            Utilisateur utilisateur,
            boolean motDePasseAChanger,
            boolean pourUneAutre,
            String finPour,
            String jetonDIdentite,
            boolean plusieurs,
            boolean nommee) {}

    /**
     * Ce qu'une page nomme : la qualité dans laquelle elle a été montrée, et la collectivité pour laquelle elle agit.
     *
     * @param collectiviteId {@code null} quand cette qualité n'en a pas
     */
    record Situation(long compteId, Long collectiviteId) {}

    /**
     * @return vide si l'identifiant ou le mot de passe ne convient pas, ou si le compte est bloqué : rien ne dit lequel
     * @throws fr.cnfpt.commun.Refus si l'on essaie trop, ou si, le mot de passe étant bon, la collectivité n'est pas
     *     encore opérationnelle
     */
    Optional<Entree> entrer(String identifiant, String motDePasse);

    /**
     * Fait entrer une personne qu'un fournisseur d'identité vient de reconnaître, de préférence chez l'employeur de ce
     * SIREN.
     *
     * @param siren ou {@code null}
     * @return vide si elle ne tient plus aucune qualité
     * @throws fr.cnfpt.commun.Refus si la collectivité n'est pas encore opérationnelle
     */
    Optional<Entree> entrerReconnu(long personneId, String siren, String jetonDIdentite);

    /**
     * La connexion que ce secret désigne ; vide si elle est inconnue, expirée, ou si sa personne l'a fermée.
     *
     * @param voulue ce que la page nomme, ou {@code null} ; ce que la personne ne tient pas ou plus ne compte pas :
     *     c'est alors la dernière qualité choisie
     */
    Optional<Connecte> reconnaitre(String secret, Situation voulue);

    /** L'identifiant de qui s'était connecté ici, quand la connexion a seulement expiré. */
    Optional<String> quiEtaitLa(String secret);

    /**
     * Comme {@link #entrer}, dans la situation où la connexion expirée avait laissé cette personne.
     *
     * @return vide aussi si ce n'est pas la même
     */
    Optional<Entree> revenir(String secretExpire, String motDePasse);

    /**
     * Cette connexion agit désormais pour cette collectivité, qui s'est rattachée à la sienne, ou pour la sienne.
     *
     * @throws fr.cnfpt.commun.Refus introuvable, si elle ne s'est pas rattachée
     */
    Utilisateur agirPour(String secret, long collectiviteId);

    void sortir(String secret);

    /** @return l'utilisateur du jeton, ou vide s'il est inconnu, expiré ou révoqué */
    Optional<Utilisateur> parJeton(String jeton);

    /**
     * Change son propre mot de passe, de chaque moyen dont c'est l'actuel ; ses autres connexions tombent.
     *
     * @param secret celui de la connexion courante, qui reste
     * @throws fr.cnfpt.commun.Refus si l'ancien est faux ou le nouveau trop faible
     */
    void changerMotDePasse(String ancien, String nouveau, String secret);
}
