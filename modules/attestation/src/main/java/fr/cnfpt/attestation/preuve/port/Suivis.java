package fr.cnfpt.attestation.preuve.port;

import fr.cnfpt.attestation.preuve.domain.Suivi;
import java.util.List;
import java.util.Map;

/** Les suivis saisis. */
public interface Suivis {

    void ajouter(Suivi suivi);

    List<Suivi> deLaSession(long sessionId);

    /**
     * Combien de présents attendent l'examen de leur attestation, par session d'une structure ({@code null} : toutes).
     */
    Map<Long, Long> aExaminer(Long structureId);
}
