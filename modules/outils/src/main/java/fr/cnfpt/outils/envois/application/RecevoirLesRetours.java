package fr.cnfpt.outils.envois.application;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.envois.persistence.Envois;
import fr.cnfpt.outils.envois.port.AvisRecus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Un avis de non-remise, tel que le serveur de messagerie le reçoit à notre adresse de retour : le courriel dont il
 * parle n'est pas arrivé. Ce qui n'en est pas un, ou ne parle d'aucun des nôtres, ne change rien.
 */
@ApplicationScoped
public class RecevoirLesRetours {

    @Inject
    AvisRecus avis;

    @Inject
    Envois envois;

    @Inject
    Horloge horloge;

    /** @return vrai si un courriel des nôtres est maintenant su non remis */
    @Transactional
    public boolean executer(byte[] message) {
        return avis.lire(message)
                .map(a -> envois.noterRetour(a.retour(), a.raison(), horloge.maintenant()))
                .orElse(false);
    }
}
