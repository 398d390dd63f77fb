package fr.cnfpt.ecommunautes.persistence;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.ecommunautes.port.Passages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les connexions datées dans PostgreSQL : une instruction, sans course. */
@ApplicationScoped
public class PassagesSql implements Passages {

    @Inject
    Jdbi jdbi;

    @Override
    public void noter(long communauteId, long agentId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into e_communautes.connexion as c (communaute_id, agent_id, jour, premiere, derniere) values (:c, :a, :j, :le, :le)
        on conflict on constraint uq_connexion_par_jour do update
           set premiere = least(c.premiere, excluded.premiere), derniere = greatest(c.derniere, excluded.derniere)
        """)
                .bind("c", communauteId)
                .bind("a", agentId)
                .bind("j", le.atZone(Horloge.PARIS).toLocalDate())
                .bind("le", le)
                .execute());
    }

    @Override
    public Optional<Instant> premier(long communauteId, long agentId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select min(premiere) from e_communautes.connexion where communaute_id = :c and agent_id = :a")
                .bind("c", communauteId)
                .bind("a", agentId)
                .mapTo(Instant.class)
                .findOne());
    }
}
