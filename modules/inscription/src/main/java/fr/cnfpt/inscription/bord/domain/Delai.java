package fr.cnfpt.inscription.bord.domain;

import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Ce qu'attend une demande à une étape.
 *
 * @param nombre de demandes passées par elle
 * @param median en jours
 * @param neufSurDix en jours, sous lequel sont neuf demandes sur dix
 */
public record Delai(String etape, long nombre, BigDecimal median, BigDecimal neufSurDix) {

    public String medianEnClair() {
        return enClair(median);
    }

    public String neufSurDixEnClair() {
        return enClair(neufSurDix);
    }

    private static String enClair(BigDecimal jours) {
        if (jours == null) {
            return "–";
        }
        long entiers = jours.setScale(0, RoundingMode.HALF_UP).longValue();
        return entiers == 0 ? "moins d'un jour" : Texte.pluriel(entiers, "jour", "jours");
    }
}
