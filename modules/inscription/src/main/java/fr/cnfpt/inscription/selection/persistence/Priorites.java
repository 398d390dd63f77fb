package fr.cnfpt.inscription.selection.persistence;

import fr.cnfpt.inscription.selection.domain.MotifDePriorite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Pourquoi une demande est prioritaire de droit : une table à part, que nulle liste ni nul export ne lit. */
@ApplicationScoped
public class Priorites {

    @Inject
    Jdbi jdbi;

    /** @param parEmployeur vrai si l'employeur l'a dite : il la relit ; sinon l'agent seul */
    public record Dite(MotifDePriorite motif, boolean parEmployeur) {}

    public Optional<Dite> lire(long bulletin) {
        return jdbi.withHandle(
                h -> h.createQuery("select motif, par_employeur from inscription.priorite where bulletin_id = :b")
                        .bind("b", bulletin)
                        .mapTo(Dite.class)
                        .findOne());
    }

    public void dire(long bulletin, MotifDePriorite motif, boolean parEmployeur, Instant quand) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.priorite (bulletin_id, motif, par_employeur, dite_le) values (:b, :m, :e, :q)
        on conflict (bulletin_id) do update set motif = excluded.motif, par_employeur = excluded.par_employeur, dite_le = excluded.dite_le
        """)
                .bind("b", bulletin)
                .bind("m", motif.name())
                .bind("e", parEmployeur)
                .bind("q", quand)
                .execute());
    }

    public void retirer(long bulletin) {
        jdbi.useHandle(h -> h.createUpdate("delete from inscription.priorite where bulletin_id = :b")
                .bind("b", bulletin)
                .execute());
    }
}
