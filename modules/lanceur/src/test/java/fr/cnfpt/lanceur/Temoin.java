package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ce qu'une base restaurée doit rendre : chaque ligne de chaque table, sauf celle que tout démarrage récrit ; on y
 * entre par son mot de passe, un bulletin d'avant s'y lit, un agent s'y inscrit.
 */
final class Temoin {

    /** Le démarrage y remet le jeton de la démonstration. */
    private static final String RECRITE = "acces.jeton";

    private final Map<String, String> tables;

    private Temoin(Map<String, String> tables) {
        this.tables = tables;
    }

    static Temoin de(Application application) throws IOException, SQLException {
        return de(application.urlDeLaBase());
    }

    static Temoin de(String base) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (Connection c = DriverManager.getConnection(base);
                Statement s = c.createStatement();
                Statement lecture = c.createStatement();
                ResultSet noms = s.executeQuery("""
                select format('%I.%I', n.nspname, k.relname) from pg_class k join pg_namespace n on n.oid = k.relnamespace
                 where k.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$' and not exists (
                       select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = k.oid and d.deptype = 'e')
                """)) {
            while (noms.next()) {
                try (ResultSet r = lecture.executeQuery(
                        "select count(*) || ' lignes, ' || coalesce(sum(hashtext(t::text)), 0) from "
                                + noms.getString(1) + " t")) {
                    r.next();
                    tables.put(noms.getString(1), r.getString(1));
                }
            }
        }
        assertTrue(tables.size() > 50, tables::toString);
        tables.remove(RECRITE);
        return new Temoin(tables);
    }

    void retrouveDans(Application restauree) throws Exception {
        assertEquals(tables, de(restauree).tables);
        new Visiteur(restauree).entrer("agent");
        Api sirh = new Api(restauree, Application.JETON);
        try (Donnees donnees = new Donnees(restauree)) {
            sirh.lire("/bulletins/"
                            + donnees.nombre(
                                    "select max(id) from inscription.bulletin where collectivite_id = ?",
                                    donnees.denain()))
                    .admise(200);
            sirh.inscrire(donnees.session(1, donnees.denain()), donnees.agents(1, donnees.denain()))
                    .admise(201);
            assertEquals(List.of(), donnees.jaugesFausses());
        }
    }
}
