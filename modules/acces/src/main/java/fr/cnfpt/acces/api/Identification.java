package fr.cnfpt.acces.api;

import fr.cnfpt.commun.Utilisateur;
import java.util.Optional;

/** L'entrée dans le système, pour le portail. */
public interface Identification {

    /**
     * Ce que la connexion établit.
     *
     * @param session à redonner à {@link #estOuvert} à chaque page
     */
    record Entree(Utilisateur utilisateur, boolean motDePasseAChanger, int session) {}

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
    Optional<Entree> entrerReconnu(long compteId);

    /** @return l'utilisateur du jeton, ou vide s'il est inconnu, expiré ou révoqué */
    Optional<Utilisateur> parJeton(String jeton);

    /** L'utilisateur que ce compte fait agir, pour sa propre collectivité. */
    Utilisateur utilisateur(long compteId);

    /**
     * Vrai tant que cette session de ce compte vaut : elle s'arrête à la page suivante quand on ferme le compte ou
     * qu'on en change le mot de passe.
     */
    boolean estOuvert(long compteId, int session);

    /**
     * Change son propre mot de passe ; les autres sessions tombent.
     *
     * @return ce que porte désormais la session courante
     * @throws fr.cnfpt.commun.Refus si l'ancien est faux ou le nouveau trop faible
     */
    int changerMotDePasse(String ancien, String nouveau);
}
