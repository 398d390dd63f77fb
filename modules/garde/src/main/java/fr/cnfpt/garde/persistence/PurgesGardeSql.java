package fr.cnfpt.garde.persistence;

import fr.cnfpt.commun.donnees.Purges;
import fr.cnfpt.outils.persistence.Purge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Les événements de sécurité et les demandes qui ont fait leur temps. */
@ApplicationScoped
public class PurgesGardeSql implements Purges {

    private static final Map<String, Purge> PAR_CODE = new LinkedHashMap<>();

    static {
        PAR_CODE.put("EVENEMENT_SECURITE", new Purge("garde.evenement_securite", "x.le < :avant"));
        PAR_CODE.put("DEMANDE", new Purge("garde.demande", "x.repondue_le < :avant"));
    }

    @Inject
    Jdbi jdbi;

    @Override
    public List<String> codes() {
        return List.copyOf(PAR_CODE.keySet());
    }

    @Override
    public long compter(String code, Instant avant) {
        return PAR_CODE.get(code).compter(jdbi, avant);
    }

    @Override
    public long purger(String code, Instant avant) {
        return PAR_CODE.get(code).effacer(jdbi, avant);
    }
}
