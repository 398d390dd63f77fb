package fr.cnfpt.outils.tableaux;

import fr.cnfpt.commun.Refus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** L'encodage d'un fichier de texte, reconnu à sa marque ou à son contenu entier, jamais deviné à moitié. */
enum Encodage {
    UTF_8("UTF-8", StandardCharsets.UTF_8, 0),
    UTF_8_MARQUE("UTF-8", StandardCharsets.UTF_8, 3),
    UTF_16_PETIT("UTF-16", StandardCharsets.UTF_16LE, 2),
    UTF_16_GRAND("UTF-16", StandardCharsets.UTF_16BE, 2),
    WINDOWS_1252("Windows-1252", Charset.forName("windows-1252"), 0);

    final String nom;
    final Charset jeu;
    private final int marque;

    Encodage(String nom, Charset jeu, int marque) {
        this.nom = nom;
        this.jeu = jeu;
        this.marque = marque;
    }

    /** @throws Refus fichier-illisible si ce n'est pas du texte dans l'un de ces encodages */
    static Encodage de(Path fichier) throws IOException {
        byte[] debut;
        try (InputStream in = Files.newInputStream(fichier)) {
            debut = in.readNBytes(3);
        }
        if (commence(debut, 0xEF, 0xBB, 0xBF)) {
            return exiger(fichier, UTF_8_MARQUE);
        }
        if (commence(debut, 0xFF, 0xFE)) {
            return exiger(fichier, UTF_16_PETIT);
        }
        if (commence(debut, 0xFE, 0xFF)) {
            return exiger(fichier, UTF_16_GRAND);
        }
        if (aDesOctetsDeControle(fichier)) {
            throw illisible(
                    "Ce fichier n'est pas du texte, ou il est en UTF-16 sans marque. Enregistrez-le en « CSV UTF-8 » ou en XLSX.");
        }
        return seDecode(fichier, UTF_8) ? UTF_8 : exiger(fichier, WINDOWS_1252);
    }

    Reader ouvrir(Path fichier) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(fichier), 65_536);
        in.skipNBytes(marque);
        return new InputStreamReader(
                in,
                jeu.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    static Refus illisible(String pourquoi) {
        return Refus.invalide("fichier-illisible", "fichier", pourquoi);
    }

    private static Encodage exiger(Path fichier, Encodage e) throws IOException {
        if (!seDecode(fichier, e)) {
            throw illisible("Ce fichier se dit en " + e.nom
                    + ", mais des caractères n'en sont pas. Enregistrez-le en « CSV UTF-8 ».");
        }
        return e;
    }

    private static boolean seDecode(Path fichier, Encodage e) throws IOException {
        char[] bloc = new char[32_768];
        try (Reader r = e.ouvrir(fichier)) {
            for (int n = r.read(bloc); n >= 0; n = r.read(bloc)) {
                for (int i = 0; i < n; i++) {
                    if (bloc[i] < ' ' && bloc[i] != '\t' && bloc[i] != '\n' && bloc[i] != '\r'
                            || bloc[i] >= 0x7F && bloc[i] < 0xA0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException faux) {
            return false;
        }
    }

    private static boolean aDesOctetsDeControle(Path fichier) throws IOException {
        byte[] bloc = new byte[65_536];
        try (InputStream in = Files.newInputStream(fichier)) {
            for (int n = in.read(bloc); n >= 0; n = in.read(bloc)) {
                for (int i = 0; i < n; i++) {
                    if (bloc[i] >= 0 && bloc[i] < ' ' && bloc[i] != '\t' && bloc[i] != '\n' && bloc[i] != '\r') {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean commence(byte[] debut, int... octets) {
        for (int i = 0; i < octets.length; i++) {
            if (i >= debut.length || (debut[i] & 0xFF) != octets[i]) {
                return false;
            }
        }
        return true;
    }
}
