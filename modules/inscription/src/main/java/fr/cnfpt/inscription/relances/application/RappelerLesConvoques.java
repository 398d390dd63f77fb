package fr.cnfpt.inscription.relances.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Rappelle leur session aux convoqués, un lot après l'autre, chacun dans sa transaction. */
@ApplicationScoped
public class RappelerLesConvoques implements Tache {

    @Inject
    RappelerUneSession rappel;

    @Override
    public String nom() {
        return "Convoqués à rappeler avant leur session";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(15);
    }

    @Override
    @Autorise({})
    public void executer() {
        while (rappel.suivants()) {
            // Un lot de plus.
        }
    }
}
