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
     */
    record Connecte(
            Utilisateur utilisateur,
            boolean motDePasseAChanger,
            boolean pourUneAutre,
            String finPour,
            String jetonDIdentite) {}

    /**
     * @return vide si l'identifiant ou le mot de passe ne convient pas, ou si le compte est bloqué : rien ne dit lequel
     * @throws fr.cnfpt.commun.Refus si l'on essaie trop, ou si, le mot de passe étant bon, la collectivité n'est pas
     *     encore opérationnelle
     */
    Optional<Entree> entrer(String identifiant, String motDePasse);

    /**
     * Fait entrer un compte dont un fournisseur d'identité vient de reconnaître la personne.
     *
     * @return vide si ce compte est fermé
     * @throws fr.cnfpt.commun.Refus si la collectivité n'est pas encore opérationnelle
     */
    Optional<Entree> entrerReconnu(long compteId, String jetonDIdentite);

    /** La connexion que ce secret désigne ; vide si elle est inconnue, expirée, ou si son compte l'a fermée. */
    Optional<Connecte> reconnaitre(String secret);

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
     * Change son propre mot de passe ; ses autres connexions tombent.
     *
     * @param secret celui de la connexion courante, qui reste
     * @throws fr.cnfpt.commun.Refus si l'ancien est faux ou le nouveau trop faible
     */
    void changerMotDePasse(String ancien, String nouveau, String secret);
}
