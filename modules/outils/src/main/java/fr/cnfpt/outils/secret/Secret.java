package fr.cnfpt.outils.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Ce que sa seule possession ouvre : tiré au sort, et dont on ne garde que l'empreinte. De 256 bits, il se passe de sel
 * : SHA-256 suffit.
 */
public final class Secret {

    private static final SecureRandom HASARD = new SecureRandom();

    private Secret() {}

    /** 256 bits, en 43 signes qui passent dans une adresse. */
    public static String aleatoire() {
        byte[] b = new byte[32];
        HASARD.nextBytes(b);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    /** @return le SHA-256 de ce texte en UTF-8, en 64 chiffres hexadécimaux */
    public static String empreinte(String secret) {
        return empreinte(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** @return le SHA-256, en 64 chiffres hexadécimaux */
    public static String empreinte(byte[] octets) {
        return HexFormat.of().formatHex(sha256(octets));
    }

    static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
