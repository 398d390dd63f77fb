package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * La dernière étape : le passage est fini. Une étape, et non une écoute : interrompue avant elle, la reprise la fait.
 */
@Named("conservationCloture")
@Dependent
public class ConservationCloture extends AbstractBatchlet {

    @Inject
    @BatchProperty(name = "passage")
    String passage;

    @Inject
    SuivreLaConservation suivi;

    @Inject
    PieceDeTraitement piece;

    @Override
    public String process() {
        piece.agir(() -> suivi.finir(Long.parseLong(passage)));
        return "FINI";
    }
}
