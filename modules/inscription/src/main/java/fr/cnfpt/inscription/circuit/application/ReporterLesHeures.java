package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.inscription.circuit.persistence.Activites;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;

/** Au démarrage, les jauges d'avant que l'on garde les heures d'une session reçoivent les leurs. */
@ApplicationScoped
@Autorise({})
public class ReporterLesHeures implements Peuplement {

    private static final int LOT = 2000;

    @Inject
    Activites activites;

    @Inject
    OffreDeFormation offre;

    @Override
    public int ordre() {
        return 49;
    }

    @Override
    @Transactional
    public void charger(Consumer<String> progres) {
        List<Long> lot = activites.sansHeures(0, LOT);
        while (!lot.isEmpty()) {
            activites.reporter(offre.sessions(lot).values());
            lot = activites.sansHeures(lot.get(lot.size() - 1), LOT);
        }
    }
}
