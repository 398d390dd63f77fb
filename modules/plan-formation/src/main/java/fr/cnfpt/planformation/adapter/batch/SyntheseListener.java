package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import fr.cnfpt.planformation.application.SuivreSynthese;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Au départ comme à la reprise, la synthèse retient l'exécution qui la porte, même si qui l'a lancée s'est arrêté
 * entre-temps.
 */
@Named("syntheseListener")
@Dependent
public class SyntheseListener extends AbstractJobListener {

    @Inject
    @BatchProperty(name = "synthese")
    String synthese;

    @Inject
    SuivreSynthese suivi;

    @Inject
    PieceDeTraitement piece;

    @Inject
    JobContext traitement;

    @Override
    public void beforeJob() {
        piece.agir(() -> suivi.porter(Long.parseLong(synthese), traitement.getExecutionId()));
    }
}
