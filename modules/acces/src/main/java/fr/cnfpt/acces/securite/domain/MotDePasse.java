package fr.cnfpt.acces.securite.domain;

import fr.cnfpt.commun.Refus;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** La force exigée d'un mot de passe (CNIL, délibération 2022-100) : 14 caractères, ou 12 de quatre classes. */
public final class MotDePasse {

    private static final SecureRandom HASARD = new SecureRandom();
    private static final String LISIBLES = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final Pattern QUATRE_CLASSES =
            Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).*", Pattern.DOTALL);

    private MotDePasse() {}

    public static void exigerSolide(String s) {
        int n = s == null ? 0 : s.length();
        if (n > 200 || n < 12 || (n < 14 && !QUATRE_CLASSES.matcher(s).matches())) {
            throw Refus.invalide(
                    "mot-de-passe-faible",
                    "motDePasse",
                    "Choisissez au moins 14 caractères, ou 12 mêlant minuscule, majuscule, chiffre et signe.");
        }
    }

    /** Un mot de passe d'usage unique, lisible à voix haute : quatre groupes de quatre. */
    public static String engendrer() {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            if (i > 0 && i % 4 == 0) {
                b.append('-');
            }
            b.append(LISIBLES.charAt(HASARD.nextInt(LISIBLES.length())));
        }
        return b.toString();
    }
}
