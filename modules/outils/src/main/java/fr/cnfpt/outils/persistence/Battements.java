package fr.cnfpt.outils.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Quelles exécutions un serveur vivant tient en ce moment, à l'heure de la base : une seule horloge pour tous. */
@ApplicationScoped
public class Battements {

    private Jdbi jdbi;

    protected Battements() {}

    @Inject
    public Battements(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void battre(long executionId) {
        jdbi.useHandle(h -> h.createUpdate("""
                insert into batch.battement (execution_id, vu_le) values (:id, clock_timestamp())
                on conflict (execution_id) do update set vu_le = excluded.vu_le""").bind("id", executionId).execute());
    }

    public void oublier(long executionId) {
        jdbi.useHandle(h -> h.createUpdate("delete from batch.battement where execution_id = :id")
                .bind("id", executionId)
                .execute());
    }

    /** Vrai si l'exécution s'est fait entendre depuis moins longtemps que ce silence. */
    public boolean entendu(long executionId, Duration silence) {
        return jdbi.withHandle(h -> h.createQuery("""
                select exists (select 1 from batch.battement where execution_id = :id
                  and vu_le > clock_timestamp() - make_interval(secs => :secondes))""")
                .bind("id", executionId)
                .bind("secondes", (double) silence.toSeconds())
                .mapTo(Boolean.class)
                .one());
    }
}
