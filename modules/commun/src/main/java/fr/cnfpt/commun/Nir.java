package fr.cnfpt.commun;

import java.util.regex.Pattern;

/**
 * Le numéro de sécurité sociale n'a de colonne nulle part : un texte libre qui en contient un, de 13 ou 15 chiffres,
 * espacé ou non, Corse comprise, est refusé avant d'être écrit.
 */
public final class Nir {

    private static final Pattern FORME = Pattern.compile(
            "(?<![0-9])[1-478](?:[ \\u00a0\\u202f.-]?[0-9]){4}[ \\u00a0\\u202f.-]?(?:[0-9][ \\u00a0\\u202f.-]?[0-9]|2[ABab])"
                    + "(?:[ \\u00a0\\u202f.-]?[0-9]){6}(?:[ \\u00a0\\u202f.-]?[0-9]{2})?(?![0-9])");

    private Nir() {}

    public static boolean figureDans(String texte) {
        return texte != null && FORME.matcher(texte).find();
    }

    /** @throws Refus invalide, nommant le champ, si le texte contient un tel numéro */
    public static void refuserDans(String champ, String texte) {
        if (figureDans(texte)) {
            throw Refus.invalide(
                    "numero-de-securite-sociale",
                    champ,
                    "Ce texte contient ce qui ressemble à un numéro de sécurité sociale, que nous ne conservons pas. Retirez-le.");
        }
    }
}
