package fr.cnfpt.acces.comptes.persistence;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.commun.Horloge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les postes d'une personne, par ses qualités ; celles qu'elle a rendues n'étaient pas les siennes. */
@ApplicationScoped
public class PostesSql implements Personnes {

    @Inject
    Jdbi jdbi;

    @Inject
    Horloge horloge;

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

    /** Deux déclarations qui se répondent, pour deux postes que la même personne tient et n'a pas quittés. */
    private static final String COMMUNS = """
      select d.agent_id as poste, e.agent_id as autre, e.collectivite_id as autre_collectivite, greatest(d.declare_le, e.declare_le) as depuis
        from acces.statut_partage d
        join acces.statut_partage e on e.collectivite_id = d.avec_id and e.avec_id = d.collectivite_id and e.retire_le is null
        join annuaire.agent_publie a on a.id = d.agent_id and a.efface_le is null and (a.parti_le is null or a.parti_le > :jour)
        join annuaire.agent_publie b on b.id = e.agent_id and b.efface_le is null and (b.parti_le is null or b.parti_le > :jour)
       where d.retire_le is null and exists (
         select 1 from acces.compte c join acces.compte s on s.personne_id = c.personne_id
          where c.agent_id = d.agent_id and s.agent_id = e.agent_id and c.rendue_le is null and s.rendue_le is null) and
      """;

    @Override
    public List<StatutCommun> statutsCommuns(Collection<Long> agentIds) {
        return communs("d.agent_id", agentIds);
    }

    @Override
    public List<StatutCommun> statutsCommunsDe(Collection<Long> collectiviteIds) {
        return communs("d.collectivite_id", collectiviteIds);
    }

    private List<StatutCommun> communs(String colonne, Collection<Long> ids) {
        return jdbi.withHandle(h -> h.createQuery(COMMUNS + colonne + " = any(:ids) order by d.agent_id, e.agent_id")
                .bind("ids", ids.toArray(Long[]::new))
                .bind("jour", horloge.aujourdhui())
                .mapTo(StatutCommun.class)
                .list());
    }

    private Set<Long> lire(String sql, long id) {
        return jdbi.withHandle(h -> new HashSet<>(
                h.createQuery(sql).bind("id", id).mapTo(Long.class).list()));
    }
}
