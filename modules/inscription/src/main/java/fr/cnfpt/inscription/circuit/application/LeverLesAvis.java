package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Fait passer à la RH les demandes dont l'avis n'est plus attendu, quelle qu'en soit la cause (réglage, délai, départ,
 * effacement, import) : les listes et les comptes le disent alors. Qui valide avant son passage n'a pas à l'attendre.
 */
@ApplicationScoped
public class LeverLesAvis implements Tache {

    private static final int LOT = 500;

    @Inject
    UtilisateurCourant courant;

    @Inject
    AvisAttendus avis;

    @Inject
    Bulletins bulletins;

    @Inject
    Horloge horloge;

    @Override
    public String nom() {
        return "Demandes dont l'avis n'est plus attendu";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(2);
    }

    @Override
    @Transactional
    @Autorise({})
    public void executer() {
        long dernier = 0;
        for (List<Ligne> lot = bulletins.enAttenteDAvis(dernier, LOT);
                !lot.isEmpty();
                lot = bulletins.enAttenteDAvis(dernier, LOT)) {
            dernier = lot.get(lot.size() - 1).id();
            Map<Long, String> pourquoi = avis.plusAttendus(lot.stream()
                    .map(l -> new AvisAttendus.Attente(l.id(), l.agentId(), l.deposeLe()))
                    .toList());
            lot.stream()
                    .filter(l -> pourquoi.containsKey(l.id()))
                    .forEach(l -> bulletins
                            .parId(l.id())
                            .orElseThrow()
                            .leverLAvis(pourquoi.get(l.id()), courant.get(), horloge.maintenant()));
        }
    }
}
