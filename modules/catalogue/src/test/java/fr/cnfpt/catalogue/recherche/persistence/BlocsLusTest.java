package fr.cnfpt.catalogue.recherche.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation.Filtre;
import fr.cnfpt.catalogue.api.OffreDeFormation.PageDeSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation.Tri;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ce qu'une page lit de la base, sur soixante mille sessions de vingt mois, la moitié passées, dans quatre-vingts
 * départements.
 */
class BlocsLusTest {

    private static final long AU_PLUS = 2_500;

    private static final CollectiviteInfo DENAIN = new CollectiviteInfo(
            59, "215901729", "Denain", "COMMUNE", "59172", "59", "32", "200042190", 20_665, 7L, true, true);
    private static final OffreSql OFFRE = new OffreSql();

    @BeforeAll
    static void peupler() throws Exception {
        PostgresDeTest base = PostgresDeTest.neuve("catalogue");
        StagesDeDemonstration demonstration = Injection.poser(new StagesDeDemonstration(), base.jdbi());
        demonstration.chargerSpecialites();
        demonstration.chargerStages();
        Connection seule = base.source().getConnection();
        OFFRE.jdbi = Sql.configurer(Jdbi.create(seule));
        OFFRE.places = (critere, session) -> "true";
        OFFRE.jdbi.useHandle(h -> {
            h.execute("""
                insert into catalogue.session (stage_id, type, structure_id, debut, fin, ville, code_insee, capacite, minimum, ouverture, cloture)
                select f.id, 'INTER', n % 15, d.debut, d.debut + 1, 'Lille', '59350', 14, 4, d.debut - 120, d.debut - 20
                  from generate_series(0, 59999) n
                 cross join lateral (select (current_date - 300 + n % 600)::date as debut) d
                  join (select row_number() over (order by id) - 1 as rang, id from catalogue.stage) f on f.rang = n % 120
                """);
            h.execute("""
                insert into catalogue.aire_recrutement (session_id, cle) select id, 'D:' || (10 + id % 79) from catalogue.session
                """);
            for (String table : new String[] {"stage", "session", "aire_recrutement"}) {
                h.execute("vacuum analyze catalogue." + table);
            }
        });
    }

    private static long blocs() {
        return OFFRE.jdbi.withHandle(h -> {
            h.execute("select pg_stat_force_next_flush()");
            h.execute("select pg_stat_clear_snapshot()");
            return h.createQuery("""
                select sum(coalesce(heap_blks_hit, 0) + coalesce(heap_blks_read, 0) + coalesce(idx_blks_hit, 0) + coalesce(idx_blks_read, 0)
                         + coalesce(toast_blks_hit, 0) + coalesce(toast_blks_read, 0))::bigint
                  from pg_statio_user_tables where schemaname = 'catalogue'
                """).mapTo(Long.class).one();
        });
    }

    private static void lit(String quoi, Supplier<PageDeSessions> page) {
        page.get();
        long avant = blocs();
        PageDeSessions lue = page.get();
        long lus = blocs() - avant;
        System.out.println(quoi + " : " + lus + " blocs pour " + lue.sessions().size() + " sessions de " + lue.total());
        assertEquals(Math.min(20, lue.total()), lue.sessions().size());
        assertTrue(lus > 20 && lus < AU_PLUS, quoi + " : " + lus);
    }

    @Test
    void la_page_d_une_collectivite_ne_lit_pas_les_sessions_passees() {
        lit("catalogue", () -> OFFRE.visibles(DENAIN, Filtre.tout(0, 20)));
    }

    @Test
    void la_page_d_une_delegation_non_plus() {
        lit("sessions", () -> OFFRE.organisees(new Portee(Portee.Par.STRUCTURES, Set.of(7L), 7L), Filtre.tout(0, 20)));
    }

    @Test
    void une_recherche_ne_lit_que_les_sessions_de_ses_stages() {
        lit(
                "recherche",
                () -> OFFRE.visibles(
                        DENAIN, new Filtre("marchés publics", Map.of(), Set.of(), false, 0, 20, Tri.PERTINENCE, null)));
    }
}
