package fr.cnfpt.garde.persistence;

import fr.cnfpt.outils.persistence.Purge;
import fr.cnfpt.outils.persistence.PurgesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Les événements de sécurité et les demandes qui ont fait leur temps. */
@ApplicationScoped
public class PurgesGardeSql extends PurgesEnBase {

    private static final Map<String, Purge> PAR_CODE = new LinkedHashMap<>();

    static {
        PAR_CODE.put("EVENEMENT_SECURITE", new Purge("garde.evenement_securite", "x.le < :avant"));
        PAR_CODE.put("DEMANDE", new Purge("garde.demande", "x.repondue_le < :avant"));
    }

    public PurgesGardeSql() {
        super(PAR_CODE);
    }
}
