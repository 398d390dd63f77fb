package fr.cnfpt.acces.adhesion.domain;

import java.security.SecureRandom;
import java.util.Locale;

/** Un code qui se dicte : deux groupes de quatre, sans 0, O, 1, I ni L. Il désigne, il ne protège pas. */
public final class CodeDAdhesion {

    private static final SecureRandom HASARD = new SecureRandom();
    private static final String LISIBLES = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private CodeDAdhesion() {}

    public static String tirer() {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            b.append(i == 4 ? "-" : "").append(LISIBLES.charAt(HASARD.nextInt(LISIBLES.length())));
        }
        return b.toString();
    }

    /** Le code tel qu'il est gardé, quels que soient la casse, les blancs et le tiret tapés. */
    public static String net(String saisi) {
        String s = saisi == null ? "" : saisi.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return s.length() == 8 ? s.substring(0, 4) + "-" + s.substring(4) : s.substring(0, Math.min(s.length(), 40));
    }
}
