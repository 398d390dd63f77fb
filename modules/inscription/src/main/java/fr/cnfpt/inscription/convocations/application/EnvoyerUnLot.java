package fr.cnfpt.inscription.convocations.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.convocations.persistence.Convocations;
import fr.cnfpt.inscription.convocations.persistence.Convocations.Convoque;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/**
 * Envoie leur convocation aux prochains convoqués, à chacun une fois. Qui n'a pas d'adresse n'en reçoit pas, et cela se
 * sait.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class EnvoyerUnLot {

    static final int LOT = 200;

    @Inject
    Convocations convocations;

    @Inject
    EcrireUneConvocation courriel;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Horloge horloge;

    /** @return vrai s'il peut en rester */
    public boolean suivants() {
        List<Convoque> lot = convocations.aEnvoyer(horloge.aujourdhui(), LOT);
        Map<Long, SessionInfo> sessions =
                offre.sessions(lot.stream().map(Convoque::sessionId).distinct().toList());
        Map<Long, AgentInfo> agents =
                annuaire.agents(lot.stream().map(Convoque::agentId).distinct().toList());
        for (Convoque c : lot) {
            AgentInfo agent = agents.get(c.agentId());
            boolean sansAdresse = agent == null || agent.courriel() == null;
            if (convocations.prendre(c.bulletinId(), horloge.maintenant(), sansAdresse) && !sansAdresse) {
                convocations.noter(
                        c.bulletinId(),
                        null,
                        courriel.executer(sessions.get(c.sessionId()), agent, c.bulletinId()),
                        horloge.maintenant());
            }
        }
        return lot.size() == LOT;
    }
}
