package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
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
    PieceDeTraitement piece;

    @Inject
    JobContext traitement;

    @Override
    public void beforeJob() {
        piece.agir(() -> suivi.porter(Long.parseLong(passage), traitement.getExecutionId()));
    }
}
