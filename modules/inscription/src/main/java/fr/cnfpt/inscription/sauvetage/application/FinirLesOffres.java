package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Toutes les trois secondes, l'une après l'autre, chacune dans sa transaction, les places offertes restées sans
 * réponse. Une session que d'autres tiennent ne retient pas les places des autres.
 */
@ApplicationScoped
public class FinirLesOffres implements Tache {

    @Inject
    FinirUneOffre finir;

    @Override
    public String nom() {
        return "Places offertes sans réponse";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(3);
    }

    @Override
    @Autorise({})
    public void executer() {
        Tache.chacun(finir.enRetard(), finir::executer);
    }
}
