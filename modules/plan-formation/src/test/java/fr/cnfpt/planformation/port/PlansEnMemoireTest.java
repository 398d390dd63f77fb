package fr.cnfpt.planformation.port;

import java.util.function.Function;

class PlansEnMemoireTest extends ContratPlans {
    private final PlansEnMemoire plans = new PlansEnMemoire();
    private final SynthesesEnMemoire syntheses = new SynthesesEnMemoire();

    @Override
    protected <T> T dansPlans(Function<Plans, T> action) {
        return action.apply(plans);
    }

    @Override
    protected <T> T dansSyntheses(Function<Syntheses, T> action) {
        return action.apply(syntheses);
    }
}
