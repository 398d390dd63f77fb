package fr.cnfpt.planformation.persistence;

import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.planformation.port.ContratPlans;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.planformation.port.Syntheses;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Function;

class PlansJpaTest extends ContratPlans {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("plan-formation");
    private static final EntityManagerFactory EMF = POSTGRES.emf();

    PlansJpaTest() {
        POSTGRES.jdbi()
                .useHandle(
                        h -> h.execute(
                                "truncate plan_formation.plan, plan_formation.besoin, plan_formation.synthese restart identity"));
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
