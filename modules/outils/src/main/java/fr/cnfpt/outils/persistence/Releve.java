package fr.cnfpt.outils.persistence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Des lignes lues telles quelles, chaque valeur sous le nom que la requête donne à sa colonne ; les nulles n'y sont
 * pas.
 */
public final class Releve {

    private Releve() {}

    /** @return texte, nombre, booléen, {@code LocalDate}, {@code Instant} ou liste de textes */
    public static List<Map<String, Object>> lire(Jdbi jdbi, String sql, Map<String, ?> valeurs) {
        return jdbi.withHandle(h -> h.createQuery(sql)
                .bindMap(valeurs)
                .map((r, contexte) -> ligne(r))
                .list());
    }

    private static Map<String, Object> ligne(ResultSet r) throws SQLException {
        ResultSetMetaData m = r.getMetaData();
        Map<String, Object> ligne = new LinkedHashMap<>();
        for (int c = 1; c <= m.getColumnCount(); c++) {
            Object v = switch (m.getColumnTypeName(c)) {
                case "date" -> r.getObject(c, LocalDate.class);
                case "timestamptz" -> r.getObject(c, OffsetDateTime.class);
                default -> r.getObject(c);
            };
            if (v instanceof OffsetDateTime d) {
                v = d.toInstant();
            } else if (v instanceof Array a) {
                v = Arrays.stream((Object[]) a.getArray()).map(String::valueOf).toList();
            }
            if (v != null) {
                ligne.put(m.getColumnLabel(c), v);
            }
        }
        return ligne;
    }
}
