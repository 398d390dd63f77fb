package fr.cnfpt.acces.securite.port;

import fr.cnfpt.acces.securite.domain.Frein;
import java.time.Instant;

/** Les essais, comptés ensemble par tous les serveurs. */
public interface Freins {

    /**
     * Compte un essai ; la fenêtre qui a commencé avant {@code depuis} est finie. @return le nombre d'essais de la
     * fenêtre, celui-ci compris
     */
    int compter(Frein frein, String cle, Instant maintenant, Instant depuis);

    /** L'essai était bon : il ne compte pas. */
    void rendre(Frein frein, String cle);

    void purger(Instant avant);
}
