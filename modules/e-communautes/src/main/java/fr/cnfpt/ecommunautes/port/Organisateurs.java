package fr.cnfpt.ecommunautes.port;

import java.util.List;

/** Qui organise les sessions que ce module suit. */
public interface Organisateurs {
    void confier(List<Long> sessions, long structureId);
}
