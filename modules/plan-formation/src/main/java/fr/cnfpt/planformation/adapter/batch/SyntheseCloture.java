package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import fr.cnfpt.planformation.application.SuivreSynthese;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * La dernière étape : la synthèse est terminée. Une étape, et non une écoute : interrompue avant elle, la reprise la
 * fait.
 */
@Named("syntheseCloture")
@Dependent
public class SyntheseCloture extends AbstractBatchlet {

    @Inject
    @BatchProperty(name = "synthese")
    String synthese;

    @Inject
    SuivreSynthese suivi;

    @Inject
    PieceDeTraitement piece;

    @Override
    public String process() {
        piece.agir(() -> suivi.terminer(Long.parseLong(synthese)));
        return "TERMINEE";
    }
}
