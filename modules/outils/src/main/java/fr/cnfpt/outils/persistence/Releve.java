package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
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
import org.jdbi.v3.core.Handle;
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

    /**
     * @param lectures la requête de chaque rubrique, qui peut nommer {@code :agent}, {@code :comptes} et
     *     {@code :adresses}
     */
    public static List<Rubrique> rubriques(Jdbi jdbi, Map<Rubrique, String> lectures, Sujet s) {
        Map<String, ?> valeurs = Map.of(
                "agent",
                s.agentId(),
                "comptes",
                s.tableauDesComptes(),
                "adresses",
                s.adresses().toArray(String[]::new));
        return lectures.entrySet().stream()
                .map(l -> l.getKey().avec(lire(jdbi, l.getValue(), valeurs)))
                .toList();
    }

    /**
     * Exécute, dans l'ordre, ce qui ôte le nom d'un agent.
     *
     * @param ordres ils peuvent nommer {@code :agent}, {@code :comptes}, {@code :adresses}, {@code :code},
     *     {@code :pseudonyme} et {@code :motif}
     */
    public static void oublier(Handle h, Sujet s, String... ordres) {
        for (String ordre : ordres) {
            h.createUpdate(ordre)
                    .bind("agent", s.agentId())
                    .bind("comptes", s.tableauDesComptes())
                    .bind("adresses", s.adresses().toArray(String[]::new))
                    .bind("code", s.code())
                    .bind("pseudonyme", s.pseudonyme())
                    .bind("motif", s.motif(false))
                    .execute();
        }
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
