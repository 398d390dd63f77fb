package fr.cnfpt.outils.tableaux;

import fr.cnfpt.outils.tableaux.Tableaux.Suite;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Un CSV en flux : encodage et séparateur reconnus, et jamais plus d'une ligne en mémoire, même si un guillemet n'est
 * pas refermé.
 */
final class LectureCsv {

    private static final int LIGNE_MAXIMALE = 100_000;

    private LectureCsv() {}

    static void lire(Path fichier, Suite suite) throws IOException {
        Encodage encodage = Encodage.de(fichier);
        char separateur = separateur(fichier, encodage, suite);
        String format = "CSV, " + (separateur == ';' ? "point-virgule" : separateur == ',' ? "virgule" : "tabulation")
                + ", " + encodage.nom;
        CSVFormat csv = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separateur)
                .setIgnoreEmptyLines(false)
                .get();
        Borne borne = new Borne(encodage.ouvrir(fichier));
        try (CSVParser parser =
                CSVParser.builder().setReader(borne).setFormat(csv).get()) {
            Iterator<CSVRecord> lignes = parser.iterator();
            boolean entete = true;
            for (long debut = 1; lignes.hasNext(); debut = parser.getCurrentLineNumber() + 1) {
                CSVRecord l = lignes.next();
                borne.repartir();
                List<String> cellules = l.toList();
                if (entete) {
                    suite.entetes(format, cellules);
                    entete = false;
                } else if (!cellules.stream().allMatch(String::isBlank)) {
                    suite.ligne((int) debut, cellules, borne.lus);
                }
            }
        } catch (UncheckedIOException e) {
            throw Encodage.illisible("Le fichier n'est plus lisible à partir de la ligne " + (borne.ligne + 1)
                    + " : un guillemet n'y est peut-être pas refermé.");
        }
    }

    /** Celui des trois qui fait reconnaître le plus d'en-têtes. */
    private static char separateur(Path fichier, Encodage encodage, Suite suite) throws IOException {
        String premiere;
        try (BufferedReader r = new BufferedReader(new Borne(encodage.ouvrir(fichier)))) {
            premiere = r.readLine();
        }
        if (premiere == null || premiere.isBlank()) {
            throw Encodage.illisible("Ce fichier est vide, ou sa première ligne n'est pas celle des en-têtes.");
        }
        char meilleur = ';';
        long plus = -1;
        for (char c : new char[] {';', ',', '\t'}) {
            long reconnues = Arrays.stream(premiere.split(String.valueOf(c)))
                    .map(e -> e.replace("\"", ""))
                    .filter(suite::reconnait)
                    .count();
            if (reconnues > plus) {
                plus = reconnues;
                meilleur = c;
            }
        }
        return meilleur;
    }

    /** Refuse une ligne sans fin avant qu'elle ne remplisse la mémoire. */
    private static final class Borne extends FilterReader {
        private long lus;
        private long depuis;
        private int ligne;

        Borne(Reader de) {
            super(de);
        }

        void repartir() {
            depuis = lus;
            ligne++;
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            compter(1);
            return c;
        }

        @Override
        public int read(char[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            compter(Math.max(n, 0));
            return n;
        }

        private void compter(int n) throws IOException {
            lus += n;
            if (lus - depuis > LIGNE_MAXIMALE) {
                throw new IOException("ligne sans fin");
            }
        }
    }
}
