package fr.cnfpt.catalogue.api;

import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Le volume de formation en journées formation stagiaire (JFS) : les jours d'une formation, présence et distance, fois
 * ceux qui la suivent. Un jour vaut six heures (CNFPT, Les dispositifs de formation 2018-2019) ; le CNFPT compte ainsi
 * son activité, 2,5 millions de JFS par an. Tout ce qui se compte en JFS se compte ici.
 */
public final class Jfs {

    private static final BigDecimal HEURES_PAR_JOUR = BigDecimal.valueOf(6);

    private Jfs() {}

    /** Les heures que donne une session à chacun, présence et distance. */
    public static BigDecimal heures(SessionInfo s) {
        return s.presentielJours().multiply(HEURES_PAR_JOUR).add(s.distanceHeures());
    }

    public static BigDecimal de(SessionInfo s, long stagiaires) {
        return deHeures(heures(s).multiply(BigDecimal.valueOf(stagiaires)));
    }

    /** @param heures celles de tous les stagiaires ensemble */
    public static BigDecimal deHeures(BigDecimal heures) {
        return heures.divide(HEURES_PAR_JOUR, 2, RoundingMode.HALF_UP);
    }

    /** « 1 234,5 JFS », au dixième ; au-delà de mille, à l'unité. */
    public static String enClair(BigDecimal jfs) {
        BigDecimal arrondi = jfs.setScale(jfs.compareTo(BigDecimal.valueOf(1000)) < 0 ? 1 : 0, RoundingMode.HALF_UP);
        return (arrondi.stripTrailingZeros().scale() <= 0
                        ? Texte.nombre(arrondi.longValueExact())
                        : Texte.nombre(arrondi))
                + " JFS";
    }
}
