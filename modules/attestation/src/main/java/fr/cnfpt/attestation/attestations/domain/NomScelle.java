package fr.cnfpt.attestation.attestations.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Un nom qu'on ne garde plus, mais qu'on reconnaît si quelqu'un le tape : un sel tiré au sort et l'empreinte
 * PBKDF2-HMAC-SHA256 du nom, accents, casse, tirets et blancs ignorés. Elle ralentit qui essaierait tous les noms ;
 * elle ne l'arrête pas.
 *
 * @param sel 128 bits, en hexadécimal
 * @param empreinte 256 bits, en hexadécimal
 */
public record NomScelle(String sel, String empreinte) {

    private static final SecureRandom HASARD = new SecureRandom();
    private static final int TOURS = 120_000;

    public static NomScelle de(String nom) {
        byte[] sel = new byte[16];
        HASARD.nextBytes(sel);
        String s = HexFormat.of().formatHex(sel);
        return new NomScelle(s, calculer(nom, s));
    }

    public boolean reconnait(String saisi) {
        return saisi != null
                && !saisi.isBlank()
                && MessageDigest.isEqual(
                        calculer(saisi, sel).getBytes(StandardCharsets.US_ASCII),
                        empreinte.getBytes(StandardCharsets.US_ASCII));
    }

    private static String calculer(String nom, String sel) {
        String net = Normalizer.normalize(nom, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.FRENCH)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(new PBEKeySpec(
                                    net.toCharArray(), HexFormat.of().parseHex(sel), TOURS, 256))
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cette machine virtuelle ne sait pas calculer une empreinte", e);
        }
    }
}
