package fr.cnfpt.inscription.relances.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Demande les avis, puis rappelle ce qui dort, un lot après l'autre, chacun dans sa transaction. */
@ApplicationScoped
public class RelancerLesDemandes implements Tache {

    @Inject
    RelancerUnLot relance;

    @Override
    public String nom() {
        return "Avis à demander, demandes à rappeler";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(5);
    }

    @Override
    @Autorise({})
    public void executer() {
        for (long dernier = relance.executer(0); dernier > 0; dernier = relance.executer(dernier)) {
            // Le lot suivant commence après celui-ci.
        }
    }
}
