package fr.cnfpt.outils.secret;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Chiffre un texte au repos (AES-256-GCM), lié au lieu où il est rangé : recopié ailleurs, il ne s'ouvre plus. La clé
 * est celle de l'instance ({@code iel.cle}), la même pour toutes celles d'une base ; l'ancienne
 * ({@code iel.cle.ancienne}) ouvre encore, le temps de tout resceller. Perdue, rien ne s'ouvre.
 */
@ApplicationScoped
public class Coffre {

    /** Ce par quoi commence tout texte scellé. */
    public static final String SCELLE = "iel1.";

    private static final int CLE_AU_MOINS = 32;
    private static final int SEL = 12;
    private static final int SCEAU = 128;
    private static final SecureRandom HASARD = new SecureRandom();

    private record Cle(String nom, SecretKeySpec valeur) {}

    /** Vrai si l'instance a de quoi sceller. */
    public boolean pret() {
        return courante().isPresent();
    }

    /** @param lieu où il sera rangé, à redonner pour l'ouvrir ; @return {@code null} d'un texte {@code null} */
    public String sceller(String clair, String lieu) {
        if (clair == null) {
            return null;
        }
        Cle cle = courante().orElseThrow(Coffre::sansCle);
        byte[] sel = new byte[SEL];
        HASARD.nextBytes(sel);
        byte[] chiffre = appliquer(Cipher.ENCRYPT_MODE, cle, sel, lieu, clair.getBytes(StandardCharsets.UTF_8));
        return SCELLE + cle.nom() + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ByteBuffer.allocate(SEL + chiffre.length)
                                .put(sel)
                                .put(chiffre)
                                .array());
    }

    /** Un texte d'avant le coffre, en clair, revient tel quel. @throws Refus conflit, si la clé n'est plus là */
    public String ouvrir(String texte, String lieu) {
        if (texte == null || !texte.startsWith(SCELLE)) {
            return texte;
        }
        String[] parties = texte.split("\\.", 3);
        Cle cle = Stream.concat(courante().stream(), ancienne().stream())
                .filter(c -> c.nom().equals(parties[1]))
                .findFirst()
                .orElseThrow(Coffre::sansCle);
        ByteBuffer b = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parties[2]));
        byte[] sel = new byte[SEL];
        b.get(sel);
        byte[] chiffre = new byte[b.remaining()];
        b.get(chiffre);
        return new String(appliquer(Cipher.DECRYPT_MODE, cle, sel, lieu, chiffre), StandardCharsets.UTF_8);
    }

    /** Ce par quoi commence ce que la clé d'aujourd'hui a scellé. */
    public String marque() {
        return SCELLE + courante().orElseThrow(Coffre::sansCle).nom() + ".";
    }

    private static byte[] appliquer(int sens, Cle cle, byte[] sel, String lieu, byte[] octets) {
        try {
            Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
            c.init(sens, cle.valeur(), new GCMParameterSpec(SCEAU, sel));
            c.updateAAD(lieu.getBytes(StandardCharsets.UTF_8));
            return c.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Un texte scellé a été changé, ou n'est pas à sa place : " + lieu, e);
        }
    }

    private static Optional<Cle> courante() {
        return lire("iel.cle");
    }

    private static Optional<Cle> ancienne() {
        return lire("iel.cle.ancienne");
    }

    private static Optional<Cle> lire(String parametre) {
        return Parametres.lire(parametre).map(secret -> {
            if (secret.length() < CLE_AU_MOINS) {
                throw new IllegalStateException(
                        parametre + " : donnez au moins " + CLE_AU_MOINS + " caractères tirés au sort.");
            }
            byte[] empreinte = Secret.sha256(("sceller " + secret).getBytes(StandardCharsets.UTF_8));
            String nom = Secret.empreinte("nommer " + secret).substring(0, 8);
            return new Cle(nom, new SecretKeySpec(empreinte, "AES"));
        });
    }

    private static Refus sansCle() {
        return Refus.conflit(
                "cle-absente",
                "Cette installation n'a pas la clé qui protège ce texte : prévenez qui l'administre (IEL_CLE). Rien n'est changé.");
    }
}
