package fr.cnfpt.annuaire.api;

/**
 * Le numéro SIREN : neuf chiffres dont le dernier est une clé de Luhn. La base tient la même règle
 * ({@code siren_valide}).
 */
public final class Siren {

    private Siren() {}

    public static boolean valide(String s) {
        if (s == null || !s.matches("[0-9]{9}")) {
            return false;
        }
        int somme = 0;
        for (int i = 0; i < 9; i++) {
            int d = s.charAt(i) - '0';
            somme += i % 2 == 1 ? (2 * d) / 10 + (2 * d) % 10 : d;
        }
        return somme % 10 == 0;
    }
}
