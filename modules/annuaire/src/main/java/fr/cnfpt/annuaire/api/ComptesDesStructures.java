package fr.cnfpt.annuaire.api;

import java.util.Map;

/**
 * Combien de comptes ouverts se rattachent à chaque structure. L'annuaire en a besoin pour n'en pas fermer une qui sert
 * encore ; {@code acces}, qui tient les comptes et vient au-dessus, la met en œuvre.
 */
public interface ComptesDesStructures {

    /** Par structure ; celles qui n'en ont aucun n'y sont pas. */
    Map<Long, Long> ouverts();
}
