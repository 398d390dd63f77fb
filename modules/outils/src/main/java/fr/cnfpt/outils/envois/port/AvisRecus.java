package fr.cnfpt.outils.envois.port;

import fr.cnfpt.outils.envois.domain.AvisDeNonRemise;
import java.util.Optional;

/** Ce qui revient, tel qu'un serveur de messagerie l'écrit. */
public interface AvisRecus {

    /** @return vide, si ce n'est pas l'échec définitif d'un envoi qu'il nomme */
    Optional<AvisDeNonRemise> lire(byte[] message);
}
