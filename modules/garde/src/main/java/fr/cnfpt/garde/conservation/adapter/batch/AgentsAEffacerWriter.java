package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Efface les agents du lot, dans sa transaction : tous les modules, tous les agents du lot, ou rien. */
@Named("agentsAEffacerWriter")
@Dependent
public class AgentsAEffacerWriter extends AbstractItemWriter {

    @Inject
    @BatchProperty(name = "passage")
    String passage;

    @Inject
    SuivreLaConservation suivi;

    @Inject
    PieceDeTraitement piece;

    @Override
    public void writeItems(List<Object> lot) {
        piece.agir(() -> lot.stream()
                .map(AgentsAEffacerProcessor.AEffacer.class::cast)
                .forEach(a -> suivi.effacer(Long.parseLong(passage), a.agentId(), a.code())));
    }
}
