package fr.cnfpt.acces.securite.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Ce qui se tire au sort et ne se garde que par son empreinte. Un secret de 256 bits se passe de sel : SHA-256 suffit.
 */
public final class Secret {

    private static final SecureRandom HASARD = new SecureRandom();
    /** Par quoi commence tout jeton de partenaire : on le reconnaît dans un fichier égaré. */
    public static final String PREFIXE_JETON = "iel_";

    private static final String LISIBLES = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private Secret() {}

    /** 256 bits, en 43 signes qui passent dans une adresse. */
    public static String aleatoire() {
        byte[] b = new byte[32];
        HASARD.nextBytes(b);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    /** Un jeton de partenaire, neuf. */
    public static String jeton() {
        return PREFIXE_JETON + aleatoire();
    }

    /** @return le SHA-256, en 64 chiffres hexadécimaux */
    public static String empreinte(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Un code qui se dicte : deux groupes de quatre, sans 0, O, 1, I ni L. Il désigne, il ne protège pas. */
    public static String code() {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            b.append(i == 4 ? "-" : "").append(LISIBLES.charAt(HASARD.nextInt(LISIBLES.length())));
        }
        return b.toString();
    }

    /** Le code tel qu'il est gardé, quels que soient la casse, les blancs et le tiret tapés. */
    public static String codeNet(String saisi) {
        String s = saisi == null ? "" : saisi.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return s.length() == 8 ? s.substring(0, 4) + "-" + s.substring(4) : s.substring(0, Math.min(s.length(), 40));
    }
}
