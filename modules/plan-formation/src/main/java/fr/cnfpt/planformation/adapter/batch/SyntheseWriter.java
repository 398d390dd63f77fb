package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import fr.cnfpt.planformation.application.SuivreSynthese;
import fr.cnfpt.territorialisation.api.Territoires;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * Fait décider les actions du lot et inscrit l'avancement, dans la transaction du lot : l'un ne va pas sans l'autre.
 */
@Named("syntheseWriter")
@Dependent
public class SyntheseWriter extends AbstractItemWriter {

    @Inject
    @BatchProperty(name = "synthese")
    String synthese;

    @Inject
    Territoires territoires;

    @Inject
    SuivreSynthese suivi;

    @Inject
    PieceDeTraitement piece;

    @Override
    public void writeItems(List<Object> lot) {
        piece.agir(() -> {
            for (Object item : lot) {
                PerimetreATraiter p = (PerimetreATraiter) item;
                territoires.decider(p.annee(), p.perimetre().id(), p.besoins());
            }
            PerimetreATraiter dernier = (PerimetreATraiter) lot.get(lot.size() - 1);
            suivi.avancer(Long.parseLong(synthese), dernier.rang(), dernier.suivant());
        });
    }
}
