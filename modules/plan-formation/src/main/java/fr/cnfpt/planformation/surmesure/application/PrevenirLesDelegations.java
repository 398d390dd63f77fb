package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Prévient chaque délégation de ce qui arrive au sur-mesure, l'une après l'autre, chacune dans sa transaction. */
@ApplicationScoped
public class PrevenirLesDelegations implements Tache {

    @Inject
    PrevenirUneDelegation prevenir;

    @Override
    public String nom() {
        return "Nouvelles du sur-mesure aux délégations";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(10);
    }

    @Override
    @Autorise({})
    public void executer() {
        Tache.chacun(prevenir.enAttente(), prevenir::executer);
    }
}
