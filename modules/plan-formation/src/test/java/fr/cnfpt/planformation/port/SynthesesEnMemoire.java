package fr.cnfpt.planformation.port;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.domain.Synthese;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public class SynthesesEnMemoire implements Syntheses {

    private final List<Synthese> toutes = new ArrayList<>();

    @Override
    public Optional<Synthese> derniere(int annee, long structureId) {
        return toutes.stream()
                .filter(s -> s.annee() == annee && s.structureId() == structureId)
                .reduce((a, b) -> b);
    }

    @Override
    public Optional<Synthese> parId(long id) {
        return toutes.stream().filter(s -> s.id() == id).findFirst();
    }

    @Override
    public void ajouter(Synthese synthese) {
        if (derniere(synthese.annee(), synthese.structureId())
                .filter(Synthese::enCours)
                .isPresent()) {
            throw Refus.conflit("synthese-en-cours", "Déjà en cours.");
        }
        Identifiants.donner(synthese);
        toutes.add(synthese);
    }
}
