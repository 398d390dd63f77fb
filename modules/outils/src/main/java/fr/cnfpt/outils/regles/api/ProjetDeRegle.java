package fr.cnfpt.outils.regles.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Une version que l'on envisage : la même règle, une autre valeur, à partir d'un jour. */
public record ProjetDeRegle(
        String famille,
        String code,
        String pour,
        Unite unite,
        BigDecimal valeur,
        LocalDate du,
        String texte,
        String source) {}
