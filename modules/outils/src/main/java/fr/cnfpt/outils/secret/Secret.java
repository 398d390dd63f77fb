package fr.cnfpt.inscription.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Ce que porte une adresse que sa seule possession ouvre : 256 bits, dont on ne garde que l'empreinte. */
public final class AdresseSecrete {

    private static final SecureRandom HASARD = new SecureRandom();

    private AdresseSecrete() {}

    /** En 43 signes qui passent dans une adresse. */
    public static String tirer() {
        byte[] b = new byte[32];
        HASARD.nextBytes(b);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
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
}
