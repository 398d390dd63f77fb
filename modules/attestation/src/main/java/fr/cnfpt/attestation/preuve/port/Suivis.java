package fr.cnfpt.attestation.preuve.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Les suivis saisis. */
public interface Suivis {

    void ajouter(Suivi suivi);

    List<Suivi> deLaSession(long sessionId);

    /** Combien de présents dont une demi-journée n'est pas émargée, par session. */
    Map<Long, Long> aFinirDEmarger(Collection<Long> sessions);

    /** Combien de présents attendent l'examen de leur attestation, par session que voit une structure, ou toutes. */
    Map<Long, Long> aExaminer(Portee portee);
}
