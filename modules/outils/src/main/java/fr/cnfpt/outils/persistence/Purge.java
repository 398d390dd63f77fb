package fr.cnfpt.outils.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/**
 * Les lignes d'une table qui ont fait leur temps.
 *
 * @param table avec son schéma
 * @param condition sur ses lignes, nommées {@code x} ; elle dit quel instant comparer à {@code :avant}
 */
public record Purge(String table, String condition) {

    public long compter(Jdbi jdbi, Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from " + table + " x where " + condition)
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }

    public long effacer(Jdbi jdbi, Instant avant) {
        return jdbi.withHandle(h -> h.createUpdate("delete from " + table + " x where " + condition)
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
