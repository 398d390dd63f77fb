package fr.cnfpt.annuaire.api;

/**
 * Le numéro SIREN : neuf chiffres dont le dernier est une clé de Luhn, et le SIRET qui commence par lui. La base tient
 * la même règle ({@code siren_valide}).
 */
public final class Siren {

    private Siren() {}

    public static boolean valide(String s) {
        if (s == null || !s.matches("[0-9]{9}")) {
            return false;
        }
        return luhn(s);
    }

    /**
     * Le SIRET d'un établissement : quatorze chiffres, son SIREN d'abord. Ceux de La Poste, plus nombreux que n'en
     * porte la clé, se vérifient aussi par la somme de leurs chiffres.
     */
    public static boolean siretValide(String s) {
        return s != null
                && s.matches("[0-9]{14}")
                && valide(s.substring(0, 9))
                && (luhn(s)
                        || s.startsWith("356000000")
                                && s.chars().map(c -> c - '0').sum() % 5 == 0);
    }

    /** De droite à gauche, un chiffre sur deux compte double. */
    private static boolean luhn(String s) {
        int somme = 0;
        for (int i = 0; i < s.length(); i++) {
            int d = s.charAt(s.length() - 1 - i) - '0';
            somme += i % 2 == 1 ? (2 * d) / 10 + (2 * d) % 10 : d;
        }
        return somme % 10 == 0;
    }
}
