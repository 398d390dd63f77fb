package fr.cnfpt.inscription.convocations.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Envoie les convocations, un lot après l'autre, chacun dans sa transaction. */
@ApplicationScoped
public class EnvoyerLesConvocations implements Tache {

    @Inject
    EnvoyerUnLot envoi;

    @Override
    public String nom() {
        return "Convocations à envoyer";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(1);
    }

    @Override
    @Autorise({})
    public void executer() {
        while (envoi.suivants()) {
            // Un lot de plus.
        }
    }
}
