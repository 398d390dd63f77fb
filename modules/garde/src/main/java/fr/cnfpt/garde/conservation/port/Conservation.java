package fr.cnfpt.garde.conservation.port;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** Les passages qui effacent ce qui a fait son temps, et combien chacun a effacé. */
public interface Conservation {

    record Passage(long id, String lancePar, OffsetDateTime lanceLe, Long executionId, OffsetDateTime finiLe) {}

    /** @return vide si un passage court déjà */
    Optional<Long> ouvrir(String par, Instant le);

    void porter(long passageId, long executionId);

    void noter(long passageId, String code, long combien);

    void finir(long passageId, Instant le);

    Optional<Passage> dernier();

    /** Combien, par code. */
    Map<String, Long> comptes(long passageId);
}
