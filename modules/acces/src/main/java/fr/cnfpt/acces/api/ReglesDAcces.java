package fr.cnfpt.acces.api;

import java.time.LocalDate;

/** Les durées et les freins en vigueur. */
public interface ReglesDAcces {

    /** @throws IllegalStateException si aucune ligne ne vaut ce jour */
    int valeur(RegleAcces regle, LocalDate jour);
}
