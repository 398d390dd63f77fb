package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.entree.persistence.ConnexionsOuvertes;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;

/** Une connexion expirée se garde le temps de rendre un formulaire à qui revient, puis s'oublie. */
@ApplicationScoped
public class OublierLesConnexions implements Tache {

    private static final Duration GARDE = Duration.ofDays(7);

    @Inject
    ConnexionsOuvertes ouvertes;

    @Inject
    Horloge horloge;

    @Override
    public String nom() {
        return "Oubli des connexions expirées";
    }

    @Override
    public Duration periode() {
        return Duration.ofHours(1);
    }

    @Override
    @Autorise({})
    @Transactional
    public void executer() {
        ouvertes.purger(horloge.maintenant().minus(GARDE));
    }
}
