package fr.cnfpt.catalogue.sessions.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les sessions d'une intercommunalité disparue, ou d'une délégation fusionnée. */
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

    private static long nombre(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }
}
