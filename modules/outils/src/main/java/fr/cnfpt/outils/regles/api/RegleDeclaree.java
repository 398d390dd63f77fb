package fr.cnfpt.outils.regles.api;

import java.math.BigDecimal;

/**
 * Une règle telle que son module la déclare : son nom, ce qu'elle compte, ses bornes, ce qu'elle touche.
 *
 * @param libelle son nom à l'écran
 * @param minimum la plus petite valeur admise ; {@code null} pour un principe
 * @param maximum la plus grande
 * @param sansLimite vrai si elle peut ne rien borner
 * @param touche en une phrase, ce que change une nouvelle version, et ce qu'elle ne change pas
 */
public record RegleDeclaree(
        String code,
        String libelle,
        Unite unite,
        BigDecimal minimum,
        BigDecimal maximum,
        boolean sansLimite,
        String touche) {

    public static RegleDeclaree de(
            String code, String libelle, Unite unite, String minimum, String maximum, String touche) {
        return new RegleDeclaree(code, libelle, unite, new BigDecimal(minimum), new BigDecimal(maximum), false, touche);
    }

    public static RegleDeclaree principe(String code, String libelle, String touche) {
        return new RegleDeclaree(code, libelle, Unite.PRINCIPE, null, null, false, touche);
    }

    /** Une durée qui peut être sans limite. */
    public static RegleDeclaree duree(String code, String libelle, int maximum, String touche) {
        return new RegleDeclaree(code, libelle, Unite.JOURS, BigDecimal.ONE, BigDecimal.valueOf(maximum), true, touche);
    }

    public boolean principe() {
        return unite == Unite.PRINCIPE;
    }

    /** « Un nombre de jours, de 1 jour à 90 jours » */
    public String attendue() {
        return principe() ? "" : unite.nom() + ", de " + unite.dire(minimum) + " à " + unite.dire(maximum);
    }

    /** Ce qu'on dit à qui en a donné une autre. */
    public String demande() {
        return principe()
                ? "Une règle sans nombre n'a pas de valeur."
                : "Donnez une valeur de " + unite.dire(minimum) + " à " + unite.dire(maximum)
                        + (unite.entiere() ? ", sans virgule." : ", deux décimales au plus.");
    }

    public boolean admet(BigDecimal valeur) {
        if (valeur == null) {
            return principe() || sansLimite;
        }
        return !principe()
                && valeur.compareTo(minimum) >= 0
                && valeur.compareTo(maximum) <= 0
                && valeur.scale() <= (unite.entiere() ? 0 : 2);
    }
}
