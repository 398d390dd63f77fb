package fr.cnfpt.planformation.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.planformation.domain.Synthese;
import fr.cnfpt.planformation.port.ContratPlans;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.planformation.port.Syntheses;
import jakarta.persistence.EntityManagerFactory;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlansJpaTest extends ContratPlans {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("plan-formation");
    private static final EntityManagerFactory EMF = POSTGRES.emf();

    PlansJpaTest() {
        POSTGRES.jdbi()
                .useTransaction(
                        // Rien ne vide ces tables, sauf une épreuve qui fait taire leurs déclencheurs.
                        h -> h.execute(
                                "set local session_replication_role = replica; truncate plan_formation.plan, plan_formation.besoin, plan_formation.synthese restart identity"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update plan_formation.plan set avis_cst_le = '2026-01-01' where id = 1",
                "update plan_formation.plan set etat = 'BROUILLON', transmis_le = null where id = 1",
                "delete from plan_formation.plan where id = 1",
                "truncate plan_formation.plan cascade",
                "update plan_formation.besoin set effectif = 99 where plan_id = 1",
                "update plan_formation.besoin set plan_id = 1 where plan_id = 2",
                "update plan_formation.besoin set plan_id = 2 where plan_id = 1",
                "delete from plan_formation.besoin where plan_id = 1",
                "truncate plan_formation.besoin",
                "insert into plan_formation.besoin (plan_id, theme, nature, public_vise, effectif, ferme, priorite) values (1, 'ETC', 'PERFECTIONNEMENT', 'x', 1, true, 1)",
            })
    void la_base_refuse_de_changer_un_plan_transmis(String sql) {
        POSTGRES.jdbi().useHandle(h -> h.execute("""
        insert into plan_formation.plan (collectivite_id, annee, etat) values (1, 2027, 'BROUILLON'), (2, 2027, 'BROUILLON');
        insert into plan_formation.besoin (plan_id, theme, nature, public_vise, effectif, ferme, priorite)
          select id, 'ETC', 'PERFECTIONNEMENT', 'x', 1, true, 1 from plan_formation.plan;
        update plan_formation.besoin set effectif = 2 where plan_id = 1;
        update plan_formation.plan set etat = 'TRANSMIS', transmis_le = now() where id = 1;
        """));
        String message = assertThrows(
                        RuntimeException.class, () -> POSTGRES.jdbi().useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(message.contains("un plan transmis ne se modifie plus"), message);
    }

    @Test
    void qui_porte_une_synthese_et_qui_la_fait_avancer_n_ecrivent_pas_la_meme_chose() {
        Synthese s = Synthese.lancer(2027, 3, 2, "Le premier", "La conseillère", OffsetDateTime.now(Horloge.PARIS));
        dansSyntheses(syntheses -> {
            syntheses.ajouter(s);
            return null;
        });
        dansSyntheses(syntheses -> {
            Synthese lue = syntheses.parId(s.id()).orElseThrow();
            dansSyntheses(autre -> {
                autre.parId(s.id()).orElseThrow().avancer(1, "Le second");
                return null;
            });
            lue.porter(42);
            return null;
        });
        Synthese lue = dansSyntheses(syntheses -> syntheses.parId(s.id()).orElseThrow());
        assertEquals(List.of(42L, 1L), List.of(lue.executionId(), (long) lue.traites()));
        assertEquals("Le second", lue.perimetreEnCours());
    }

    @Override
    protected <T> T dansPlans(Function<Plans, T> action) {
        return PostgresDeTest.dans(EMF, em -> {
            PlansJpa plans = new PlansJpa();
            plans.em = em;
            plans.jdbi = POSTGRES.jdbi();
            return action.apply(plans);
        });
    }

    @Override
    protected <T> T dansSyntheses(Function<Syntheses, T> action) {
        return PostgresDeTest.dans(EMF, em -> {
            SynthesesJpa syntheses = new SynthesesJpa();
            syntheses.em = em;
            return action.apply(syntheses);
        });
    }
}
