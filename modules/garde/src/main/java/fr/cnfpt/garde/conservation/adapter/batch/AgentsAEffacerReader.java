package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Les agents à examiner, par identifiant, quelques centaines à la fois. Son point de reprise est le dernier identifiant
 * lu.
 */
@Named("agentsAEffacerReader")
@Dependent
public class AgentsAEffacerReader extends AbstractItemReader {

    private static final int LOT = 500;

    @Inject
    SuivreLaConservation suivi;

    @Inject
    PieceDeTraitement piece;

    private final Deque<Long> file = new ArrayDeque<>();
    private long dernier;

    @Override
    public void open(Serializable reprise) {
        dernier = reprise == null ? 0 : (Long) reprise;
    }

    @Override
    public Object readItem() {
        if (file.isEmpty()) {
            file.addAll(piece.agir(() -> suivi.candidats(dernier, LOT)));
        }
        Long id = file.poll();
        dernier = id == null ? dernier : id;
        return id;
    }

    @Override
    public Serializable checkpointInfo() {
        return dernier;
    }
}
