package fr.cnfpt.catalogue.echanges.domain;

import java.time.Instant;

/**
 * Ce qui réunit les stagiaires d'une session à une heure dite : une demi-journée en présence, une séquence en direct.
 */
public record DemiJournee(
        long id, long sessionId, String titre, Instant debut, Instant fin, String salle, boolean aDistance) {}
