package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** Les purges, dans l'ordre. Son point de reprise est combien sont faites. */
@Named("purgesReader")
@Dependent
public class PurgesReader extends AbstractItemReader {

    @Inject
    SuivreLaConservation suivi;

    @Inject
    PieceDeTraitement piece;

    private List<String> purges;
    private int place;

    @Override
    public void open(Serializable reprise) {
        purges = piece.agir(suivi::purges);
        place = reprise == null ? 0 : (Integer) reprise;
    }

    @Override
    public Object readItem() {
        return place == purges.size() ? null : purges.get(place++);
    }

    @Override
    public Serializable checkpointInfo() {
        return place;
    }
}
