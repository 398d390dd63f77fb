package fr.cnfpt.inscription.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.annuaire.api.TerritoireInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Un annuaire de quelques agents. */
public class AnnuaireEnMemoire implements Annuaire, Acteurs, Personnes {

    public final List<AgentInfo> agents = new ArrayList<>();
    public final List<CollectiviteInfo> collectivites = new ArrayList<>();

    /** Les postes de la personne qui tient cette qualité. */
    public final Map<Long, Set<Long>> postes = new HashMap<>();

    @Override
    public Set<Long> postesDuCompte(long compteId) {
        return postes.getOrDefault(compteId, Set.of());
    }

    @Override
    public Set<Long> postesDeLaPersonne(long agentId) {
        return postes.values().stream()
                .filter(p -> p.contains(agentId))
                .findFirst()
                .orElse(Set.of(agentId));
    }

    @Override
    public Map<Long, Set<Long>> autresPostes(Collection<Long> agentIds) {
        Map<Long, Set<Long>> autres = new HashMap<>();
        for (long id : agentIds) {
            Set<Long> siens = new HashSet<>(postesDeLaPersonne(id));
            siens.remove(id);
            if (!siens.isEmpty()) {
                autres.put(id, siens);
            }
        }
        return autres;
    }

    @Override
    public Optional<CollectiviteInfo> collectivite(long id) {
        return collectivites.stream().filter(c -> c.id() == id).findFirst();
    }

    @Override
    public Map<Long, CollectiviteInfo> collectivites(Collection<Long> ids) {
        return collectivites.stream()
                .filter(c -> ids.contains(c.id()))
                .collect(Collectors.toMap(CollectiviteInfo::id, c -> c));
    }

    @Override
    public List<CollectiviteInfo> collectivitesDesEpci(Collection<String> sirens) {
        return collectivites.stream()
                .filter(c -> sirens.contains(c.epciSiren()))
                .toList();
    }

    @Override
    public Map<Long, AgentInfo> agents(Collection<Long> ids) {
        return agents.stream().filter(a -> ids.contains(a.id())).collect(Collectors.toMap(AgentInfo::id, a -> a));
    }

    @Override
    public List<AgentInfo> agentsDe(long collectiviteId, Collection<Long> ids) {
        return agents.stream()
                .filter(a -> a.collectiviteId() == collectiviteId && ids.contains(a.id()))
                .toList();
    }

    @Override
    public List<AgentInfo> agentsParMatricule(long collectiviteId, Collection<String> matricules) {
        return agents.stream()
                .filter(a -> a.collectiviteId() == collectiviteId && matricules.contains(a.matricule()))
                .toList();
    }

    @Override
    public Collection<Long> agentsNommes(Collection<Long> collectivites, String recherche) {
        return agents.stream()
                .filter(a ->
                        collectivites.contains(a.collectiviteId()) && a.nom().contains(recherche))
                .map(AgentInfo::id)
                .toList();
    }

    @Override
    public List<AgentInfo> chercherAgents(long collectiviteId, String recherche, int limite) {
        return agents.stream()
                .filter(a -> a.collectiviteId() == collectiviteId && a.nom().contains(recherche))
                .limit(limite)
                .toList();
    }

    @Override
    public List<AgentInfo> equipeDe(long agentId) {
        return agents.stream()
                .filter(a -> a.responsableId() != null && a.responsableId() == agentId)
                .toList();
    }

    @Override
    public List<AgentInfo> equipes(Collection<Long> responsables) {
        return responsables.stream().flatMap(r -> equipeDe(r).stream()).toList();
    }

    @Override
    public List<String> courrielsDesGestionnaires(long collectiviteId) {
        return List.of();
    }

    @Override
    public List<CollectiviteInfo> chercherCollectivites(Portee portee, String recherche, int limite) {
        return collectivites.stream()
                .filter(c -> c.nom().contains(recherche))
                .limit(limite)
                .toList();
    }

    @Override
    public boolean estOperationnelle(long collectiviteId) {
        return collectivite(collectiviteId).isPresent();
    }

    @Override
    public Optional<StructureInfo> structure(long id) {
        return Optional.empty();
    }

    @Override
    public List<StructureInfo> structures() {
        return List.of();
    }

    @Override
    public List<TerritoireInfo> territoiresDeRegion(String region) {
        return List.of();
    }

    @Override
    public Map<String, TerritoireInfo> territoires(Collection<String> sirens) {
        return Map.of();
    }

    @Override
    public List<CollectiviteInfo> collectivitesDeDemonstration() {
        return collectivites;
    }

    @Override
    public Optional<CompteInfo> compte(String identifiant) {
        return Optional.empty();
    }

    @Override
    public List<CompteInfo> formateurs(long structureId) {
        return List.of();
    }
}
