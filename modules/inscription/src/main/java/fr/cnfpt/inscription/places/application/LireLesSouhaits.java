package fr.cnfpt.inscription.places.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * De ce qu'on demande à ce qui s'écrit : l'employeur, la session publiée pour lui, ses agents. Un lot se lit en trois
 * instructions, quel que soit le nombre de ceux qui attendent ensemble ; un refus n'est que celui de sa demande.
 */
@ApplicationScoped
public class LireLesSouhaits {

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Personnes personnes;

    /** La demande, ou ce qui l'empêche. */
    public record Lu(Places.Demande demande, Refus refus) {}

    /** @return un par souhait, dans leur ordre */
    public List<Lu> lire(List<Souhait> souhaits) {
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                souhaits.stream().map(s -> s.par().collectivite()).collect(Collectors.toSet()));
        Map<CollectiviteInfo, Set<Long>> voulues = new HashMap<>();
        Map<Long, Set<String>> matricules = new HashMap<>();
        for (Souhait s : souhaits) {
            voulues.computeIfAbsent(employeurs.get(s.par().collectivite()), c -> new HashSet<>())
                    .add(s.session());
            if (!s.matricules().isEmpty()) {
                matricules
                        .computeIfAbsent(s.par().collectivite(), c -> new HashSet<>())
                        .addAll(s.matricules());
            }
        }
        Map<CollectiviteInfo, Map<Long, SessionInfo>> visibles = offre.sessionsVisibles(voulues);
        Map<Long, Map<String, AgentInfo>> agents = (matricules.isEmpty()
                        ? Stream.<AgentInfo>of()
                        : annuaire.agentsParMatricule(matricules).stream())
                .collect(Collectors.groupingBy(
                        AgentInfo::collectiviteId, Collectors.toMap(AgentInfo::matricule, a -> a)));
        List<Lu> lus = new ArrayList<>(souhaits.size());
        for (Souhait s : souhaits) {
            try {
                SessionInfo session = visibles.getOrDefault(
                                employeurs.get(s.par().collectivite()), Map.of())
                        .get(s.session());
                lus.add(new Lu(demande(s, session, agents.getOrDefault(s.par().collectivite(), Map.of())), null));
            } catch (Refus r) {
                lus.add(new Lu(null, r));
            }
        }
        return lus;
    }

    private Places.Demande demande(Souhait s, SessionInfo session, Map<String, AgentInfo> parMatricule) {
        if (session == null) {
            throw Ouverture.sessionInconnue();
        }
        Ouverture.exiger(session, LocalDate.ofInstant(s.quand(), session.fuseau()));
        List<AgentInfo> agents = s.agents().isEmpty()
                ? nommes(s.matricules(), parMatricule, "de matricule ")
                : nommes(
                        s.agents(),
                        annuaire.agentsDe(s.par().collectivite(), s.agents()).stream()
                                .collect(Collectors.toMap(AgentInfo::id, Function.identity())),
                        "n° ");
        if (!agents.stream().allMatch(a -> s.par().repondDe(a.service()))) {
            throw Refus.introuvable(
                    "agent-inconnu", "Un de ces agents n'est pas de la partie des services dont vous répondez.");
        }
        if (s.par().est(Role.GESTIONNAIRE_RH)) {
            Set<Long> miens = personnes.postesDuCompte(s.par().compteId());
            if (agents.stream().map(AgentInfo::id).anyMatch(miens::contains)) {
                throw Refus.conflit(
                        "sa-propre-demande",
                        "On ne s'inscrit pas soi-même comme gestionnaire : demandez ce stage comme agent, un autre gestionnaire de votre collectivité validera.");
            }
        }
        return new Places.Demande(session, agents, s.par(), s.quand());
    }

    /** Dans l'ordre où ils sont nommés. */
    private static <K> List<AgentInfo> nommes(Collection<K> noms, Map<K, AgentInfo> connus, String comment) {
        return noms.stream()
                .map(n -> {
                    AgentInfo a = connus.get(n);
                    if (a == null) {
                        throw Refus.introuvable(
                                "agent-inconnu", "Votre collectivité n'a pas d'agent " + comment + n + ".");
                    }
                    return a;
                })
                .toList();
    }
}
