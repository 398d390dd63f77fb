package fr.cnfpt.attestation.transmissions.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Ce que porte le lien donné au tiers : 256 bits tirés au sort, dont la base ne garde que l'empreinte. */
public record Jeton(String secret) {

    private static final SecureRandom HASARD = new SecureRandom();

    /** En 43 signes qui passent dans une adresse. */
    public static Jeton tirer() {
        byte[] b = new byte[32];
        HASARD.nextBytes(b);
        return new Jeton(Base64.getUrlEncoder().withoutPadding().encodeToString(b));
    }

    public String empreinte() {
        return sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** En 64 chiffres hexadécimaux. */
    public static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
