package fr.cnfpt.acces.comptes.persistence;

import fr.cnfpt.acces.api.Personnes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les postes d'une personne, par ses qualités ; celles qu'elle a rendues n'étaient pas les siennes. */
@ApplicationScoped
public class PostesSql implements Personnes {

    @Inject
    Jdbi jdbi;

    @Override
    public Set<Long> postesDeLaPersonne(long agentId) {
        return lire("""
        select :id union select s.agent_id from acces.compte c join acces.compte s on s.personne_id = c.personne_id
         where c.agent_id = :id and c.rendue_le is null and s.rendue_le is null and s.agent_id is not null
        """, agentId);
    }

    private record Paire(long poste, long autre) {}

    @Override
    public Map<Long, Set<Long>> autresPostes(Collection<Long> agentIds) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select distinct c.agent_id as poste, s.agent_id as autre
          from acces.compte c join acces.compte s on s.personne_id = c.personne_id and s.agent_id <> c.agent_id
         where c.agent_id = any(:ids) and c.rendue_le is null and s.rendue_le is null
        """).bind("ids", agentIds.toArray(Long[]::new)).mapTo(Paire.class).stream()
                        .collect(Collectors.groupingBy(
                                Paire::poste, Collectors.mapping(Paire::autre, Collectors.toSet()))));
    }

    @Override
    public Set<Long> postesDuCompte(long compteId) {
        return lire("""
        select distinct s.agent_id from acces.compte c join acces.compte s on s.personne_id = c.personne_id
         where c.id = :id and s.rendue_le is null and s.agent_id is not null
        """, compteId);
    }

    private Set<Long> lire(String sql, long id) {
        return jdbi.withHandle(h -> new HashSet<>(
                h.createQuery(sql).bind("id", id).mapTo(Long.class).list()));
    }
}
