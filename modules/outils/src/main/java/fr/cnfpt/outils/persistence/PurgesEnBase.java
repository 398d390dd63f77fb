package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.donnees.Purges;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Ce qu'un module efface de ses tables : une purge par code de durée, dans l'ordre où il faut effacer. */
public abstract class PurgesEnBase implements Purges {

    @Inject
    protected Jdbi jdbi;

    private final Map<String, Purge> parCode;

    /** @param parCode dans l'ordre de ses clés */
    protected PurgesEnBase(Map<String, Purge> parCode) {
        this.parCode = parCode;
    }

    @Override
    public List<String> codes() {
        return List.copyOf(parCode.keySet());
    }

    @Override
    public long compter(String code, Instant avant) {
        return parCode.get(code).compter(jdbi, avant);
    }

    @Override
    public long purger(String code, Instant avant) {
        return parCode.get(code).effacer(jdbi, avant);
    }
}
