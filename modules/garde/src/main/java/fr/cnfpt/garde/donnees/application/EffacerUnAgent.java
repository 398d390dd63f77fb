package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.garde.donnees.persistence.Sujets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Ôte le nom d'un agent de partout, dans la transaction d'un cas d'usage : tous les modules ou aucun. Le pseudonyme est
 * tiré au sort, il n'existe nulle part de table qui mène de l'un à l'autre. Le journal le note sans le nom.
 */
@ApplicationScoped
public class EffacerUnAgent {

    private static final SecureRandom HASARD = new SecureRandom();

    @Inject
    RassemblerLesDonnees donnees;

    @Inject
    Sujets sujets;

    @Inject
    Journal journal;

    /** @throws Refus conflit, s'il est déjà effacé ou si une inscription est en cours : elle dit quoi faire d'abord */
    public void executer(long agentId, String pourquoi) {
        byte[] b = new byte[4];
        HASARD.nextBytes(b);
        Sujet s = sujets.verrouiller(agentId, Sujet.EFFACE + HexFormat.of().formatHex(b))
                .orElseThrow(() -> Refus.conflit("agent-efface", "Les données de cet agent sont déjà effacées."));
        donnees.empechement(s).ifPresent(e -> {
            throw Refus.conflit("effacement-empeche", "On ne peut pas encore effacer cet agent : il a " + e);
        });
        donnees.tries().forEach(m -> m.effacer(s));
        journal.noter("agent-efface", "agent " + agentId, pourquoi, s.collectiviteId());
    }
}
