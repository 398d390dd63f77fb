package fr.cnfpt.inscription.abonnements.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * La signature d'une livraison, telle que Standard Webhooks la dit : HMAC-SHA256 de {@code id.instant.corps}, en base
 * 64, précédée de sa version.
 */
public final class Signature {

    private static final SecureRandom HASARD = new SecureRandom();
    private static final String PREFIXE = "whsec_";

    private Signature() {}

    /** 256 bits tirés au sort, sous la forme que les bibliothèques attendent. */
    public static String tirerUnSecret() {
        byte[] b = new byte[32];
        HASARD.nextBytes(b);
        return PREFIXE + Base64.getEncoder().encodeToString(b);
    }

    /** @param instant en secondes depuis 1970 */
    public static String signer(String secret, String id, long instant, String corps) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIXE.length())), "HmacSHA256"));
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(
                                    mac.doFinal((id + "." + instant + "." + corps).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
