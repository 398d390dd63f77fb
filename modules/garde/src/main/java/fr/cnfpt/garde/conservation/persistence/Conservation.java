package fr.cnfpt.garde.conservation.persistence;

import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Les passages qui effacent ce qui a fait son temps, et combien chacun a effacé ; la base n'en ouvre qu'un à la fois.
 */
@ApplicationScoped
public class Conservation {

    public record Passage(long id, String lancePar, OffsetDateTime lanceLe, Long executionId, OffsetDateTime finiLe) {}

    @Inject
    Jdbi jdbi;

    public record Compte(String code, long combien) {}

    /** @return vide si un passage court déjà */
    public Optional<Long> ouvrir(String par, Instant le) {
        return jdbi.withHandle(h -> h.createQuery(
                        "insert into garde.passage_conservation (lance_par, lance_le) values (:p, :le) on conflict do nothing returning id")
                .bind("p", par)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .findOne());
    }

    public void porter(long passageId, long executionId) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update garde.passage_conservation set execution_id = greatest(coalesce(execution_id, 0), :e) where id = :id")
                .bind("e", executionId)
                .bind("id", passageId)
                .execute());
    }

    /** Sous la version de la durée qui l'a fait effacer. */
    public void noter(long passageId, VersionDeRegle duree, long combien) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into garde.passage_compte as c (passage_id, code, regle_id, combien) values (:p, :c, :r, :n)
        on conflict (passage_id, code, regle_id) do update set combien = c.combien + excluded.combien
        """)
                .bind("p", passageId)
                .bind("c", duree.code())
                .bind("r", duree.id())
                .bind("n", combien)
                .execute());
    }

    public void finir(long passageId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update garde.passage_conservation set fini_le = :le where id = :id and fini_le is null")
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", passageId)
                .execute());
    }

    public Optional<Passage> dernier() {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id, lance_par, lance_le, execution_id, fini_le from garde.passage_conservation order by id desc limit 1")
                .mapTo(Passage.class)
                .findOne());
    }

    /** Combien, par code. */
    public Map<String, Long> comptes(long passageId) {
        Map<String, Long> n = new LinkedHashMap<>();
        jdbi.useHandle(h -> h.createQuery(
                        "select code, sum(combien) as combien from garde.passage_compte where passage_id = :p group by code order by code")
                .bind("p", passageId)
                .mapTo(Compte.class)
                .forEach(c -> n.put(c.code(), c.combien())));
        return n;
    }
}
