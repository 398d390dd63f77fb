package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * La collectivité inscrit un ou plusieurs de ses agents à une session, tous ou aucun : dans l'ordre donné, chacun a une
 * place ou un rang.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
public class InscrireAgents {

    public static final int MAXIMUM = 1_000;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Horloge horloge;

    /**
     * @return un placement par agent
     * @throws Refus introuvable si la session n'est pas publiée pour la collectivité ou si un agent n'est pas d'elle ;
     *     conflit si la session n'est pas ouverte ou si un agent y a déjà une demande
     */
    public List<Placement> executer(long sessionId, Collection<Long> agentIds) {
        if (agentIds == null || agentIds.isEmpty()) {
            throw Refus.invalide("liste-vide", "agents", "Choisissez au moins un agent.");
        }
        if (agentIds.size() > MAXIMUM) {
            throw Refus.invalide("liste-trop-longue", "agents", "1 000 agents au plus par envoi : partagez la liste.");
        }
        Set<Long> distincts = new LinkedHashSet<>(agentIds);
        if (distincts.size() < agentIds.size()) {
            throw Refus.invalide("agent-en-double", "agents", "Un même agent figure deux fois dans la demande.");
        }
        Utilisateur u = courant.get();
        CollectiviteInfo collectivite = annuaire.collectivite(u.collectivite()).orElseThrow();
        SessionInfo session =
                offre.sessionVisible(sessionId, collectivite).orElseThrow(ConsulterBulletins::sessionInconnue);
        Ouverture.exiger(session, horloge.aujourdhui());
        List<AgentInfo> agents = annuaire.agentsDe(collectivite.id(), distincts);
        if (agents.size() < distincts.size()) {
            distincts.removeAll(agents.stream().map(AgentInfo::id).toList());
            throw Refus.introuvable(
                    "agent-inconnu",
                    "Votre collectivité n'a pas d'agent n° "
                            + distincts.iterator().next() + ".");
        }
        Map<Long, AgentInfo> parId = agents.stream().collect(Collectors.toMap(AgentInfo::id, a -> a));
        return places.inscrire(session, distincts.stream().map(parId::get).toList(), u, horloge.maintenant());
    }
}
