package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import java.time.LocalDate;
import java.util.Map;

/** Un agent parti ne demande plus et n'est plus placé ; celui dont le départ est annoncé l'est encore. */
final class Departs {

    private Departs() {}

    /** @throws Refus conflit, si ce jour-là il n'est plus là */
    static void exiger(AgentInfo agent, Map<Long, LocalDate> departs, LocalDate jour) {
        LocalDate depart = departs.get(agent.id());
        if (depart != null && !depart.isAfter(jour)) {
            throw Refus.conflit(
                    "agent-parti",
                    agent.nomComplet() + " n'est plus dans cette collectivité depuis le " + Texte.jour(depart)
                            + " : on ne peut plus l'inscrire.");
        }
    }
}
