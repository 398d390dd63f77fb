package fr.cnfpt.planformation.application;

import java.io.Serializable;
import java.time.OffsetDateTime;

/**
 * Une synthèse telle qu'on la suit.
 *
 * @param interrompue elle est en cours, mais rien ne tourne : elle se reprend
 * @param perimetre le périmètre en cours, ou {@code null}
 */
public record SyntheseVue(
        long id,
        Long executionId,
        boolean enCours,
        boolean interrompue,
        int traites,
        int total,
        String perimetre,
        String lanceePar,
        OffsetDateTime lanceeLe,
        OffsetDateTime termineeLe)
        implements Serializable {}
