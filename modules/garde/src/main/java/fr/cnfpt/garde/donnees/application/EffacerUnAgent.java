package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.garde.donnees.persistence.Sujets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Ôte le nom d'un agent de partout, dans la transaction d'un cas d'usage : tous les modules ou aucun. Le journal le
 * note sans le nom, et en dernier : sa tête ne se tient que le temps de valider.
 */
@ApplicationScoped
public class EffacerUnAgent {

    @Inject
    RassemblerLesDonnees donnees;

    @Inject
    Sujets sujets;

    @Inject
    Journal journal;

    /** @throws Refus conflit, s'il est déjà effacé ou si une inscription est en cours : elle dit quoi faire d'abord */
    public void executer(long agentId, String pourquoi) {
        Sujet s = sujets.verrouiller(agentId, Pseudonyme.auHasard())
                .orElseThrow(() -> Refus.conflit("agent-efface", "Les données de cet agent sont déjà effacées."));
        donnees.empechement(s).ifPresent(e -> {
            throw Refus.conflit("effacement-empeche", "On ne peut pas encore effacer cet agent : il a " + e);
        });
        donnees.tries().forEach(m -> m.effacer(s));
        journal.noter("agent-efface", "agent " + agentId, pourquoi, s.collectiviteId());
    }
}
