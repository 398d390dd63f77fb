package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import fr.cnfpt.planformation.application.RegrouperBesoins;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Réunit les besoins transmis d'un périmètre. */
@Named("syntheseProcessor")
@Dependent
public class SyntheseProcessor implements ItemProcessor {

    @Inject
    RegrouperBesoins regrouper;

    @Inject
    PieceDeTraitement piece;

    @Override
    public Object processItem(Object item) {
        PerimetreATraiter p = (PerimetreATraiter) item;
        return piece.agir(() -> p.avec(regrouper.de(p.perimetre(), p.annee())));
    }
}
