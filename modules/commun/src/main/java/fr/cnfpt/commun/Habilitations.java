package fr.cnfpt.commun;

import java.util.Optional;

/**
 * Ce qu'un compte peut être au moment où l'on agit pour lui sans qu'il soit là : un travail qu'il a laissé derrière
 * lui.
 */
public interface Habilitations {

    /**
     * @param collectiviteId celle pour laquelle il agissait, ou {@code null}
     * @return ce compte tel qu'il entrerait maintenant ; vide s'il est fermé, ou n'agit plus pour elle
     */
    Optional<Utilisateur> maintenant(long compteId, Long collectiviteId);
}
