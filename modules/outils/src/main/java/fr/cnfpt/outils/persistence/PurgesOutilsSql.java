package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.donnees.Purges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les envois qui ont fait leur temps, partis, abandonnés ou, faute de messagerie, jamais essayés. */
@ApplicationScoped
public class PurgesOutilsSql implements Purges {

    private static final Purge ENVOIS =
            new Purge("outils.envoi", "coalesce(x.parti_le, x.abandonne_le, x.depose_le) < :avant");

    @Inject
    Jdbi jdbi;

    @Override
    public List<String> codes() {
        return List.of("COURRIER");
    }

    @Override
    public long compter(String code, Instant avant) {
        return ENVOIS.compter(jdbi, avant);
    }

    @Override
    public long purger(String code, Instant avant) {
        return ENVOIS.effacer(jdbi, avant);
    }
}
