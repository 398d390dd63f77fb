package fr.cnfpt.ecommunautes.port;

import java.time.Instant;
import java.util.Optional;

/** Les connexions datées des agents : une ligne par communauté, agent et jour. */
public interface Passages {

    /** Note un passage ; le second du jour ne fait que repousser la dernière heure. */
    void noter(long communauteId, long agentId, Instant le);

    Optional<Instant> premier(long communauteId, long agentId);
}
