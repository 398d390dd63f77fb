package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Une base d'avant les règles datées, dont des règles ont déjà changé, puis migrée : chaque version vaut les mêmes
 * jours avec la même valeur, « au » dit partout le premier jour où elle ne vaut plus, et les décisions prises nomment
 * leur version.
 */
class MigrationDesReglesTest {

    private static Jdbi jdbi;

    @BeforeAll
    static void remplir_une_base_d_avant_puis_migrer() {
        PostgresDeTest base = PostgresDeTest.neuve("annuaire").puisJusqua("2", "acces", "garde");
        jdbi = base.jdbi();
        jdbi.useHandle(h -> h.execute("""
        update acces.regle_acces set au = '2025-12-31' where code = 'ACTIVATION_JOURS';
        insert into acces.regle_acces (code, valeur, du, texte, source) values ('ACTIVATION_JOURS', 10, '2026-01-01', 'Dix jours.', 'Délibération');
        update garde.duree_conservation set au = '2026-03-01' where code = 'COURRIER';
        insert into garde.duree_conservation (code, jours, du, texte, source) values ('COURRIER', 15, '2026-03-01', 'Quinze jours.', 'Délibération');
        insert into garde.passage_conservation (lance_par, lance_le, fini_le) values ('siège', '2026-02-28 22:59:00Z', now()), ('siège', '2026-02-28 23:00:00Z', now());
        insert into garde.passage_compte (passage_id, code, combien) values (1, 'COURRIER', 3), (2, 'COURRIER', 4), (2, 'DISPARU', 1);
        """));
        base.puis("acces", "garde");
    }

    private static List<String> lire(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void chaque_version_vaut_les_memes_jours_et_son_dernier_jour_devient_la_veille() {
        assertEquals(
                List.of(
                        "ACTIVATION_JOURS JOURS 7 2017-01-01 2026-01-01 v1",
                        "ACTIVATION_JOURS JOURS 10 2026-01-01 - v2",
                        "COURRIER JOURS 30 2026-01-01 2026-03-01 v1",
                        "COURRIER JOURS 15 2026-03-01 - v2",
                        "OUBLI_MINUTES MINUTES 60 2017-01-01 - v1"),
                lire("""
                select concat_ws(' ', code, unite, trunc(valeur), du, coalesce(au::text, '-'), 'v' || version) from outils.regle
                 where code in ('ACTIVATION_JOURS', 'COURRIER', 'OUBLI_MINUTES') order by code, du"""));
    }

    @Test
    void toutes_y_sont_avec_leur_texte_et_leur_source_et_les_tables_d_avant_n_y_sont_plus() {
        assertEquals(
                List.of("acces 9", "conservation 23", "droits 1"),
                lire("select famille || ' ' || count(*) from outils.regle group by famille order by famille"));
        assertEquals(
                List.of("Dix jours. Délibération"),
                lire("select texte || ' ' || source from outils.regle where code = 'ACTIVATION_JOURS' and au is null"));
        assertEquals(
                List.of("CONVENTION", "JOURNAL", "PREUVE"),
                lire("select code from outils.regle where valeur is null order by code"));
        assertEquals(
                List.of(),
                lire("select tablename from pg_tables where tablename in ('regle_acces', 'duree_conservation')"));
    }

    @Test
    void ce_qu_un_passage_a_efface_nomme_la_duree_du_jour_ou_il_est_parti_a_paris() {
        assertEquals(List.of("1 COURRIER 3 30", "2 COURRIER 4 15", "2 DISPARU 1 -"), lire("""
                select concat_ws(' ', c.passage_id, c.code, c.combien, coalesce(trunc(r.valeur)::text, '-')) from garde.passage_compte c
                  left join outils.regle r on r.id = c.regle_id order by c.passage_id, c.code"""));
    }

    @Test
    void ce_qui_a_demenage_ne_se_recrit_pas() {
        String refus = "";
        try {
            jdbi.useHandle(h -> h.execute("update outils.regle set valeur = 1 where code = 'COURRIER'"));
        } catch (RuntimeException e) {
            refus = e.getMessage();
        }
        assertTrue(refus.contains("ne se récrit pas"), refus);
    }
}
