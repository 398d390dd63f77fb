package fr.cnfpt.catalogue.sessions.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les sessions d'une intercommunalité disparue, ou d'une délégation fusionnée ; ce qu'une aire garde de sa session. */
class AiresSqlTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi();
    private static final Aires AIRES = new Aires();

    @BeforeAll
    static void poser() {
        AIRES.jdbi = JDBI;
        JDBI.useHandle(h -> {
            h.execute("insert into catalogue.specialite values ('ECV', 'd', 'État civil')");
            h.execute(
                    "insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise, contenu)"
                            + " values ('STG-1', 'Stage', 'ECV', 'PRESENTIEL', 'PERFECTIONNEMENT', 'INTER', 1, 0, 'o', 'p', 'c')");
            for (int annee : List.of(2025, 2027)) {
                h.execute(
                        "insert into catalogue.session (stage_id, type, structure_id, debut, fin, code_insee, ouverture, cloture) values (1, 'INTER', 7, make_date(?, 5, 1), make_date(?, 5, 2), '59350', '2025-01-01', '2025-02-01')",
                        annee,
                        annee);
            }
            h.execute(
                    "insert into catalogue.aire_recrutement values (1, 'E:200000001'), (2, 'E:200000001'), (2, 'E:200000003')");
        });
    }

    @Test
    void ce_qui_etait_publie_pour_l_absorbee_l_est_aussi_pour_son_successeur_une_seule_fois() {
        assertEquals(1, AIRES.etendre("E:200000001", "E:200000003"));
        assertEquals(0, AIRES.etendre("E:200000001", "E:200000003"));
        assertEquals(2L, nombre("select count(*) from catalogue.aire_recrutement where cle = 'E:200000001'"));
    }

    @Test
    void seules_les_sessions_non_finies_changent_de_delegation() {
        AIRES.confier(7, 9, LocalDate.of(2026, 6, 1));
        assertEquals(7L, nombre("select structure_id from catalogue.session where id = 1"));
        assertEquals(9L, nombre("select structure_id from catalogue.session where id = 2"));
    }

    /** Ce que l'aire dit d'une session et que la session ne dit pas. */
    private static final String MENSONGES = """
        select count(*) from catalogue.aire_recrutement a join catalogue.session s on s.id = a.session_id
         where (a.stage_id, a.structure_id, a.debut, a.cloture, a.fuseau, a.etat, a.ville, a.code_insee)
            is distinct from (s.stage_id, s.structure_id, s.debut, s.cloture, s.fuseau, s.etat, s.ville, s.code_insee)
        """;

    @Test
    void ce_que_l_aire_garde_d_une_session_la_suit_quand_elle_change() {
        JDBI.useHandle(h -> {
            for (String change : List.of(
                    "debut = debut + 7, fin = fin + 7",
                    "cloture = cloture + 3",
                    "ville = 'Lille', code_insee = '59350'",
                    "fuseau = 'Indian/Reunion'",
                    "etat = 'ANNULEE'",
                    "ville = null, code_insee = null")) {
                assertEquals(1, h.execute("update catalogue.session set " + change + " where id = 1"), change);
                assertEquals(0L, nombre(MENSONGES), change);
            }
        });
    }

    @Test
    void une_aire_ajoutee_pendant_qu_on_change_la_session_attend_et_dit_le_changement() throws Exception {
        try (Handle change = JDBI.open();
                Handle ajout = JDBI.open()) {
            change.begin();
            change.execute("update catalogue.session set ville = 'Arras', code_insee = '62041' where id = 2");
            Future<Integer> ajoutee = FIL.submit(
                    () -> ajout.execute("insert into catalogue.aire_recrutement (session_id, cle) values (2, 'D:62')"));
            assertThrows(TimeoutException.class, () -> ajoutee.get(300, TimeUnit.MILLISECONDS));
            change.commit();
            assertEquals(1, ajoutee.get(10, TimeUnit.SECONDS));
        }
        assertEquals(0L, nombre(MENSONGES));
    }

    private static final ExecutorService FIL = Executors.newSingleThreadExecutor();

    @AfterAll
    static void finir() {
        FIL.shutdownNow();
    }

    private static long nombre(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }
}
