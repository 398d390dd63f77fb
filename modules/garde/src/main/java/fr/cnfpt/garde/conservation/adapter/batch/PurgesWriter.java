package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Efface ce qui a fait son temps et note combien, dans la transaction du lot. */
@Named("purgesWriter")
@Dependent
public class PurgesWriter extends AbstractItemWriter {

    @Inject
    @BatchProperty(name = "passage")
    String passage;

    @Inject
    SuivreLaConservation suivi;

    @Inject
    PieceDeTraitement piece;

    @Override
    public void writeItems(List<Object> lot) {
        piece.agir(() -> lot.forEach(code -> suivi.purger(Long.parseLong(passage), (String) code)));
    }
}
