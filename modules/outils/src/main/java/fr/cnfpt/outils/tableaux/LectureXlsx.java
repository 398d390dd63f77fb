package fr.cnfpt.outils.tableaux;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.tableaux.Tableaux.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * La première feuille d'un classeur, en flux. Avant de le confier au lecteur, tout est décompressé une fois dans le
 * vide : ce qui est mesuré est ce qui sort, jamais ce que l'en-tête du zip annonce ; une déclaration de type (XXE)
 * ferme la porte.
 */
final class LectureXlsx {

    static final int ENTREES = 500;
    static final long DECOMPRESSE = 400L << 20;
    static final long TEXTES_PARTAGES = 48L << 20;
    static final int TAUX = 100;
    private static final long TAUX_A_PARTIR_DE = 2L << 20;
    private static final int CHIFFRES_D_UN_TABLEUR = 15;
    private static final byte[][] DECLARATIONS = {
        "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII), "<!ENTITY".getBytes(StandardCharsets.US_ASCII)
    };

    private LectureXlsx() {}

    static void lire(Path fichier, Suite suite) throws IOException {
        desarmer(fichier);
        long taille = Files.size(fichier);
        try (ReadableWorkbook classeur = new ReadableWorkbook(fichier.toFile());
                Stream<Row> lignes = classeur.getFirstSheet().openStream()) {
            boolean[] entete = {true};
            lignes.forEach(l -> {
                List<String> cellules = new ArrayList<>(l.getCellCount());
                for (int i = 0; i < l.getCellCount(); i++) {
                    cellules.add(texte(l.getCell(i)));
                }
                if (entete[0]) {
                    suite.entetes("XLSX, première feuille", cellules);
                    entete[0] = false;
                } else if (!cellules.stream().allMatch(String::isBlank)) {
                    // La place lue n'est pas connue ici : on l'estime, en approchant de la fin sans l'atteindre.
                    suite.ligne(l.getRowNum(), cellules, taille - taille * 20_000 / (20_000 + l.getRowNum()));
                }
            });
            if (entete[0]) {
                throw Encodage.illisible("La première feuille de ce classeur est vide.");
            }
        } catch (Refus e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            throw Encodage.illisible(
                    "Ce classeur est abîmé ou n'est pas un XLSX. Rouvrez-le dans votre tableur et enregistrez-le de nouveau.");
        }
    }

    private static String texte(Cell c) {
        if (c == null || c.getType() == CellType.EMPTY || c.getType() == CellType.ERROR) {
            return "";
        }
        if (c.getType() == CellType.FORMULA) {
            return "=" + c.getFormula();
        }
        if (c.getType() != CellType.NUMBER) {
            return c.getText();
        }
        BigDecimal n = c.asNumber().stripTrailingZeros();
        // Au-delà de quinze chiffres un tableur a perdu les derniers : on rend ce qu'il montre, qui se voit et se
        // refuse.
        return n.precision() - n.scale() > CHIFFRES_D_UN_TABLEUR
                ? n.round(new MathContext(6)).toString()
                : Texte.chiffres(n);
    }

    /** @throws Refus fichier-piege si le décompresser menace le serveur */
    private static void desarmer(Path fichier) throws IOException {
        long total = 0;
        int entrees = 0;
        byte[] bloc = new byte[32_768];
        try (ZipFile zip = new ZipFile(fichier.toFile())) {
            for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
                ZipEntry entree = e.nextElement();
                if (++entrees > ENTREES) {
                    throw piege("il contient plus de " + ENTREES + " fichiers");
                }
                long sorti = 0;
                Guet guet = new Guet();
                try (InputStream in = zip.getInputStream(entree)) {
                    for (int n = in.read(bloc); n >= 0; n = in.read(bloc)) {
                        sorti += n;
                        total += n;
                        if (total > DECOMPRESSE) {
                            throw piege("il fait plus de " + (DECOMPRESSE >> 20) + " Mo une fois décompressé");
                        }
                        if (total > TAUX_A_PARTIR_DE && total > Files.size(fichier) * TAUX) {
                            throw piege("il grossit plus de " + TAUX + " fois en se décompressant");
                        }
                        if (sorti > TEXTES_PARTAGES
                                && entree.getName()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .endsWith("sharedstrings.xml")) {
                            throw piege("ses textes font plus de " + (TEXTES_PARTAGES >> 20) + " Mo");
                        }
                        if (entree.getName().matches("(?i).*\\.(xml|rels|vml)") && guet.voit(bloc, n)) {
                            throw piege("il contient une déclaration de type ou d'entité XML");
                        }
                    }
                }
            }
        } catch (ZipException abime) {
            throw Encodage.illisible(
                    "Ce fichier n'est pas un XLSX, ou il est abîmé. Un ancien .xls doit être enregistré en XLSX ou en CSV.");
        }
    }

    private static Refus piege(String pourquoi) {
        return Refus.invalide(
                "fichier-piege",
                "fichier",
                "Ce classeur est refusé : " + pourquoi
                        + ". Enregistrez les seules lignes utiles dans un classeur neuf, ou en CSV.");
    }

    /** Cherche une déclaration à travers les blocs ; un octet nul trahit un UTF-16, qui la cacherait. */
    private static final class Guet {
        private final int[] place = new int[DECLARATIONS.length];

        boolean voit(byte[] bloc, int n) {
            for (int i = 0; i < n; i++) {
                if (bloc[i] == 0) {
                    return true;
                }
                for (int d = 0; d < DECLARATIONS.length; d++) {
                    byte[] mot = DECLARATIONS[d];
                    place[d] = bloc[i] == mot[place[d]] ? place[d] + 1 : bloc[i] == mot[0] ? 1 : 0;
                    if (place[d] == mot.length) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
