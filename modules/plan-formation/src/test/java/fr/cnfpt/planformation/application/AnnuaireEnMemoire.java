package fr.cnfpt.planformation.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.annuaire.api.TerritoireInfo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deux délégations (7 et 8), un institut (9), et les collectivités qu'on y met. */
public class AnnuaireEnMemoire implements Annuaire {

    private final List<CollectiviteInfo> collectivites = new ArrayList<>();

    public void mettre(long id, String epci, Long structure) {
        mettre(id, "21590" + (1000 + id), epci, structure);
    }

    public void mettre(long id, String siren, String epci, Long structure) {
        collectivites.add(new CollectiviteInfo(
                id, siren, "Commune " + id, "COMMUNE", null, "59", "32", epci, 1000, structure, true, true));
    }

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
    public Optional<CollectiviteInfo> collectivite(long id) {
        return collectivites.stream().filter(c -> c.id() == id).findFirst();
    }

    @Override
    public List<CollectiviteInfo> collectivitesDesEpci(Collection<String> epci) {
        return collectivites.stream().filter(c -> epci.contains(c.epciSiren())).toList();
    }

    @Override
    public List<StructureInfo> structures() {
        return List.of(
                new StructureInfo(7, "HDF", "Hauts-de-France", "DELEGATION", "32", "Lille"),
                new StructureInfo(8, "BRE", "Bretagne", "DELEGATION", "53", "Vannes"),
                new StructureInfo(9, "INET", "INET", "INSTITUT", null, "Strasbourg"));
    }

    @Override
    public Optional<StructureInfo> structure(long id) {
        return structures().stream().filter(s -> s.id() == id).findFirst();
    }

    @Override
    public Map<Long, CollectiviteInfo> collectivites(Collection<Long> ids) {
        return collectivites.stream()
                .filter(c -> ids.contains(c.id()))
                .collect(Collectors.toMap(CollectiviteInfo::id, c -> c));
    }

    private final List<AgentInfo> agents = new ArrayList<>();

    /** L'agent de ce numéro, de matricule M suivi de lui. */
    public void engager(long id, long collectivite) {
        agents.add(new AgentInfo(
                id, collectivite, "M" + id, "Nom" + id, "Prénom", null, "Jardinier", null, "C", null, null));
    }

    @Override
    public Map<Long, AgentInfo> agents(Collection<Long> ids) {
        return agents.stream().filter(a -> ids.contains(a.id())).collect(Collectors.toMap(AgentInfo::id, a -> a));
    }

    @Override
    public Map<Long, LocalDate> departs(Collection<Long> ids) {
        return Map.of();
    }

    @Override
    public List<AgentInfo> agentsDe(long c, Collection<Long> ids) {
        return agents.stream()
                .filter(a -> a.collectiviteId() == c && ids.contains(a.id()))
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
    public List<AgentInfo> chercherAgents(long c, String r, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<Long> agentsNommes(Collection<Long> c, String r) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AgentInfo> equipes(Collection<Long> r) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, CollectiviteInfo> enExercice(Collection<String> sirens) {
        return collectivites.stream()
                .filter(c -> sirens.contains(c.siren()))
                .collect(Collectors.toMap(CollectiviteInfo::siren, c -> c));
    }

    @Override
    public List<CollectiviteInfo> chercherCollectivites(Portee portee, String r, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<Long, fr.cnfpt.annuaire.api.Circuit> circuits(Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean laisseValiderSaPropreDemande(long collectiviteId) {
        return false;
    }

    @Override
    public boolean estOperationnelle(long c) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TerritoireInfo> territoiresDeRegion(String r) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, TerritoireInfo> territoires(Collection<String> s) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CollectiviteInfo> collectivitesDeDemonstration() {
        return collectivites;
    }

    @Override
    public boolean tientUnPosteAResponsabilite(long agentId) {
        return false;
    }
}
