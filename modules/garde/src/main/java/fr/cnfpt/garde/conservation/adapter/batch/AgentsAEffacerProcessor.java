package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Ne retient que les agents dont la durée est passée, et dit laquelle. */
@Named("agentsAEffacerProcessor")
@Dependent
public class AgentsAEffacerProcessor implements ItemProcessor {

    @Inject
    SuivreLaConservation suivi;

    @Inject
    PieceDeTraitement piece;

    record AEffacer(long agentId, String code) {}

    @Override
    public Object processItem(Object id) {
        return piece.agir(() -> suivi.motif((Long) id)
                .map(code -> new AEffacer((Long) id, code))
                .orElse(null));
    }
}
