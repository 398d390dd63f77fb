package fr.cnfpt.inscription.application;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Quelques sessions, visibles de tous sauf celles qu'on cache. */
public class OffreEnMemoire implements OffreDeFormation {

    public final Map<Long, SessionInfo> sessions = new HashMap<>();
    public final Map<Long, Instant> publieesLe = new HashMap<>();
    public final Set<Long> cachees = new HashSet<>();

    @Override
    public Optional<SessionInfo> session(long id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public Map<Long, SessionInfo> sessions(Collection<Long> ids) {
        Map<Long, SessionInfo> m = new HashMap<>(sessions);
        m.keySet().retainAll(ids);
        return m;
    }

    @Override
    public PageDeSessions visibles(CollectiviteInfo c, Filtre f) {
        List<SessionInfo> l = sessions.values().stream()
                .filter(s -> !cachees.contains(s.id()))
                .toList();
        return PageDeSessions.de(l);
    }

    @Override
    public List<SessionInfo> visiblesApres(CollectiviteInfo c, Filtre f, Repere apres) {
        return visibles(c, f).sessions();
    }

    @Override
    public List<Conseil> pour(CollectiviteInfo c, Profil profil, int combien) {
        return List.of();
    }

    @Override
    public List<Voisin> voisins(CollectiviteInfo c, String recherche, int combien) {
        return List.of();
    }

    @Override
    public List<Nouvelle> nouvelles(CollectiviteInfo c, Filtre f, Instant depuis, Instant jusque) {
        return visibles(c, f).sessions().stream()
                .filter(s -> s.intitule().contains(f.recherche()))
                .map(s -> new Nouvelle(s, publieesLe.get(s.id())))
                .filter(n -> n.publieeLe().isAfter(depuis) && !n.publieeLe().isAfter(jusque))
                .sorted(Comparator.comparing(Nouvelle::publieeLe).reversed())
                .limit(f.combien())
                .toList();
    }

    @Override
    public Map<CollectiviteInfo, Map<Long, SessionInfo>> sessionsVisibles(Map<CollectiviteInfo, Set<Long>> voulues) {
        return voulues.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().stream()
                                .filter(id -> sessions.containsKey(id) && !cachees.contains(id))
                                .collect(Collectors.toMap(id -> id, sessions::get))));
    }

    @Override
    public PageDeSessions organisees(Portee portee, Filtre f) {
        List<SessionInfo> l =
                sessions.values().stream().filter(s -> s.estVuePar(portee)).toList();
        return PageDeSessions.de(l);
    }

    @Override
    public long finissantAPartirDu(java.time.LocalDate jour) {
        return 0;
    }

    @Override
    public List<SessionInfo> duFormateur(long compteId) {
        return List.of();
    }

    @Override
    public List<SessionInfo> desStages(Collection<Long> stages, Portee portee, java.time.LocalDate apres) {
        return sessions.values().stream()
                .filter(s -> stages.contains(s.stageId())
                        && "PUBLIEE".equals(s.etat())
                        && s.estVuePar(portee)
                        && s.debut().isAfter(apres))
                .sorted(Comparator.comparing(SessionInfo::debut).thenComparing(SessionInfo::id))
                .toList();
    }

    @Override
    public List<StageInfo> stages(String recherche, int limite) {
        return List.of();
    }

    @Override
    public Map<String, String> specialites() {
        return Map.of();
    }

    @Override
    public Map<String, String> natures() {
        return Map.of();
    }
}
