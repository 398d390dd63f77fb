package fr.cnfpt.attestation.transmissions.persistence;

import fr.cnfpt.outils.persistence.Purge;
import fr.cnfpt.outils.persistence.PurgesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** La copie transmise, le temps du lien ; la trace, le temps de pouvoir dire à qui. */
@ApplicationScoped
public class PurgesDesTransmissions extends PurgesEnBase {

    private static final Map<String, Purge> PURGES = new LinkedHashMap<>();

    static {
        PURGES.put(
                "COPIE_TRANSMISE",
                new Purge(
                        "attestation.copie_transmise",
                        "exists (select 1 from attestation.transmission t where t.id = x.transmission_id and t.expire_le < :avant)"));
        PURGES.put("TRANSMISSION", new Purge("attestation.transmission", "x.expire_le < :avant"));
    }

    public PurgesDesTransmissions() {
        super(PURGES);
    }
}
