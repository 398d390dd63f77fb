package fr.cnfpt.inscription.port;

import fr.cnfpt.commun.Utilisateur;
import java.time.Instant;
import java.util.Collection;

/** Ce que la démonstration fait par lots et que nul cas d'usage ne fait : vieillir des bulletins. */
public interface BulletinsDeDemonstration {

    boolean vide();

    /**
     * Accepte ceux qui tiennent une place dans ces sessions, hors d'une part {@code sur} laissée à instruire (0 :
     * aucune).
     */
    void accepter(Collection<Long> sessions, int sur, Utilisateur par, Instant quand);

    /** Convoque les acceptés de ces sessions. */
    void convoquer(Collection<Long> sessions, Utilisateur par, Instant quand);
}
