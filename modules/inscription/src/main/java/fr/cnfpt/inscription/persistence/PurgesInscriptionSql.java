package fr.cnfpt.inscription.persistence;

import fr.cnfpt.commun.donnees.Purges;
import fr.cnfpt.outils.persistence.Purge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les recherches oubliées qui ne se remettent plus. */
@ApplicationScoped
public class PurgesInscriptionSql implements Purges {

    private static final Purge OUBLIEES = new Purge("inscription.recherche_gardee", "x.oubliee_le < :avant");

    @Inject
    Jdbi jdbi;

    @Override
    public List<String> codes() {
        return List.of("RECHERCHE_OUBLIEE");
    }

    @Override
    public long compter(String code, Instant avant) {
        return OUBLIEES.compter(jdbi, avant);
    }

    @Override
    public long purger(String code, Instant avant) {
        return OUBLIEES.effacer(jdbi, avant);
    }
}
