package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Au départ comme à la reprise, le passage retient l'exécution qui le porte. */
@Named("conservationListener")
@Dependent
public class ConservationListener extends AbstractJobListener {

    @Inject
    @BatchProperty(name = "passage")
    String passage;

    @Inject
    SuivreLaConservation suivi;

    @Inject
    UtilisateurCourant courant;

    @Inject
    JobContext traitement;

    @Override
    public void beforeJob() {
        courant.agirComme(
                Utilisateur.SYSTEME, () -> suivi.porter(Long.parseLong(passage), traitement.getExecutionId()));
    }
}
