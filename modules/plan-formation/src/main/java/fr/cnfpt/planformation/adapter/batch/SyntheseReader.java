package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.outils.taches.application.PieceDeTraitement;
import fr.cnfpt.planformation.application.SuivreSynthese;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.api.Territoires;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/**
 * La file des périmètres, par identifiant. Son point de reprise est le dernier identifiant traité : une reprise saute
 * ce qui est fait.
 */
@Named("syntheseReader")
@Dependent
public class SyntheseReader extends AbstractItemReader {

    @Inject
    @BatchProperty(name = "synthese")
    String synthese;

    @Inject
    SuivreSynthese suivi;

    @Inject
    Territoires territoires;

    @Inject
    PieceDeTraitement piece;

    private List<PerimetreInfo> file;
    private int annee;
    private int place;

    @Override
    public void open(Serializable reprise) {
        piece.agir(() -> {
            SuivreSynthese.Mission mission = suivi.mission(Long.parseLong(synthese));
            annee = mission.annee();
            file = territoires.perimetres(mission.structureId());
        });
        long dernier = reprise == null ? Long.MIN_VALUE : (Long) reprise;
        while (place < file.size() && file.get(place).id() <= dernier) {
            place++;
        }
    }

    @Override
    public PerimetreATraiter readItem() {
        if (place == file.size()) {
            return null;
        }
        PerimetreInfo perimetre = file.get(place++);
        return new PerimetreATraiter(
                perimetre, annee, place, place < file.size() ? file.get(place).nom() : null, List.of());
    }

    @Override
    public Serializable checkpointInfo() {
        return place == 0 ? null : Long.valueOf(file.get(place - 1).id());
    }
}
