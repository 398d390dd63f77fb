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
import java.time.LocalDate;
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

    public final Map<Long, Joignable> joignables = new HashMap<>();

    /** Les postes de la personne qui tient cette qualité. */
    public final Map<Long, Set<Long>> postes = new HashMap<>();

    @Override
    public List<AgentInfo> chercherLesSiens(fr.cnfpt.commun.Utilisateur u, String recherche, int limite) {
        return chercherAgents(u.collectivite(), recherche, limite).stream()
                .filter(a -> u.repondDe(a.service()))
                .toList();
    }

    @Override
    public List<String> branches(long collectiviteId) {
        return List.of();
    }

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

    /** Les statuts déclarés des deux côtés. */
    public final List<StatutCommun> statuts = new ArrayList<>();

    @Override
    public List<StatutCommun> statutsCommuns(Collection<Long> agentIds) {
        return statuts.stream().filter(s -> agentIds.contains(s.poste())).toList();
    }

    @Override
    public List<StatutCommun> statutsCommunsDe(Collection<Long> collectiviteIds) {
        return statuts.stream()
                .filter(s -> agents.stream()
                        .anyMatch(a -> a.id() == s.poste() && collectiviteIds.contains(a.collectiviteId())))
                .toList();
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

    /** De ceux qui s'en vont, le premier jour où ils n'y sont plus. */
    public final Map<Long, LocalDate> departs = new HashMap<>();

    @Override
    public Map<Long, LocalDate> departs(Collection<Long> ids) {
        return departs.entrySet().stream()
                .filter(d -> ids.contains(d.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<AgentInfo> agentsDe(long collectiviteId, Collection<Long> ids) {
        return agents.stream()
                .filter(a -> a.collectiviteId() == collectiviteId && ids.contains(a.id()))
                .toList();
    }

    @Override
    public List<AgentInfo> agentsParMatricule(Map<Long, ? extends Collection<String>> deChacune) {
        return agents.stream()
                .filter(a -> deChacune.containsKey(a.collectiviteId())
                        && deChacune.get(a.collectiviteId()).contains(a.matricule()))
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
                .filter(a -> a.responsableId() != null
                        && a.id() != agentId
                        && (a.responsableId() == agentId
                                || suppleants(a.responsableId()).contains(agentId)))
                .toList();
    }

    @Override
    public List<AgentInfo> equipes(Collection<Long> responsables) {
        return responsables.stream().flatMap(r -> equipeDe(r).stream()).toList();
    }

    /** Les responsables que quelqu'un remplace. */
    public final Set<Long> remplaces = new HashSet<>();

    @Override
    public Set<Long> remplaces(Collection<Long> titulaires) {
        return titulaires.stream().filter(remplaces::contains).collect(Collectors.toSet());
    }

    public boolean seule;

    @Override
    public boolean seuleGestionnaire(long collectiviteId) {
        return seule;
    }

    @Override
    public List<String> courrielsDesGestionnaires(long collectiviteId) {
        return List.of("rh@" + collectiviteId);
    }

    @Override
    public Map<String, CollectiviteInfo> enExercice(Collection<String> sirens) {
        return collectivites.stream()
                .filter(c -> sirens.contains(c.siren()))
                .collect(Collectors.toMap(CollectiviteInfo::siren, c -> c));
    }

    @Override
    public List<CollectiviteInfo> chercherCollectivites(Portee portee, String recherche, int limite) {
        return collectivites.stream()
                .filter(c -> c.nom().contains(recherche))
                .limit(limite)
                .toList();
    }

    public boolean validationDeSoi;

    /** À qui remplace aujourd'hui un responsable. */
    public final Map<Long, Set<Long>> suppleants = new HashMap<>();

    @Override
    public Set<Long> suppleants(long titulaire) {
        return suppleants.getOrDefault(titulaire, Set.of());
    }

    /** Les circuits qu'une épreuve règle ; les autres rappellent après cinq jours et attendent toujours. */
    public final Map<Long, fr.cnfpt.annuaire.api.Circuit> circuits = new HashMap<>();

    @Override
    public Map<Long, fr.cnfpt.annuaire.api.Circuit> circuits(Collection<Long> ids) {
        return collectivites(ids).values().stream()
                .collect(Collectors.toMap(
                        CollectiviteInfo::id,
                        c -> circuits.getOrDefault(
                                c.id(),
                                new fr.cnfpt.annuaire.api.Circuit(
                                        c.preinscription(), c.avisHierarchique(), validationDeSoi, 5, null))));
    }

    @Override
    public boolean laisseValiderSaPropreDemande(long collectiviteId) {
        return validationDeSoi;
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

    @Override
    public List<CompteInfo> delegation(long structureId) {
        return List.of();
    }

    @Override
    public Optional<Joignable> joignable(long compteId) {
        return Optional.ofNullable(joignables.get(compteId));
    }

    @Override
    public boolean tientUnPosteAResponsabilite(long agentId) {
        return false;
    }
}
