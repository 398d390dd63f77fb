package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
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
    UtilisateurCourant courant;

    record AEffacer(long agentId, String code) {}

    @Override
    public Object processItem(Object id) {
        return courant.agirComme(
                Utilisateur.SYSTEME,
                () -> suivi.motif((Long) id)
                        .map(code -> new AEffacer((Long) id, code))
                        .orElse(null));
    }
}
