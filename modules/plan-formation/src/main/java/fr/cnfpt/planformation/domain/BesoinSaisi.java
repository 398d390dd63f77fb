package fr.cnfpt.planformation.domain;

import java.time.LocalDate;

/** Un besoin tel qu'il est saisi, avant que le plan ne l'admette. */
public record BesoinSaisi(
        String theme,
        Nature nature,
        String publicVise,
        Integer effectif,
        boolean ferme,
        Integer priorite,
        LocalDate echeance) {}
