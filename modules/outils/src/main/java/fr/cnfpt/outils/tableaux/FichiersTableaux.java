package fr.cnfpt.outils.tableaux;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** CSV et XLSX, reconnus à leur contenu et non à leur nom. */
@ApplicationScoped
public class FichiersTableaux implements Tableaux {

    private static final int ENTRE_DEUX_VIDAGES = 1_000;

    @Override
    public void lire(Path fichier, Suite suite) {
        try {
            byte[] debut;
            try (InputStream in = Files.newInputStream(fichier)) {
                debut = in.readNBytes(4);
            }
            if (debut.length == 4 && debut[0] == 'P' && debut[1] == 'K') {
                LectureXlsx.lire(fichier, suite);
            } else if (debut.length == 4 && (debut[0] & 0xFF) == 0xD0 && (debut[1] & 0xFF) == 0xCF) {
                throw Encodage.illisible("Ceci est un ancien classeur .xls. Enregistrez-le en XLSX ou en CSV.");
            } else {
                LectureCsv.lire(fichier, suite);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Sortie ecrire(String format, String titre, OutputStream sortie) throws IOException {
        return format.equals("xlsx") ? new SortieXlsx(titre, sortie) : new SortieCsv(sortie);
    }

    private static final class SortieCsv implements Sortie {
        private final CSVPrinter csv;

        SortieCsv(OutputStream sortie) throws IOException {
            BufferedWriter texte = new BufferedWriter(new OutputStreamWriter(sortie, StandardCharsets.UTF_8), 65_536);
            texte.write('\uFEFF');
            csv = new CSVPrinter(
                    texte, CSVFormat.RFC4180.builder().setDelimiter(';').get());
        }

        @Override
        public void ligne(List<String> cellules) throws IOException {
            for (String c : cellules) {
                csv.print(Csv.sansFormule(c));
            }
            csv.println();
        }

        @Override
        public void close() throws IOException {
            csv.close(true);
        }
    }

    private static final class SortieXlsx implements Sortie {
        private final Workbook classeur;
        private final Worksheet feuille;
        private int ligne;

        SortieXlsx(String titre, OutputStream sortie) {
            classeur = new Workbook(sortie, "IEL", "1.0");
            feuille = classeur.newWorksheet(titre);
            feuille.freezePane(0, 1);
        }

        @Override
        public void ligne(List<String> cellules) throws IOException {
            for (int i = 0; i < cellules.size(); i++) {
                if (cellules.get(i) != null) {
                    feuille.inlineString(ligne, i, Csv.sansFormule(cellules.get(i)));
                }
            }
            if (++ligne % ENTRE_DEUX_VIDAGES == 0) {
                feuille.flush();
            }
        }

        @Override
        public void close() throws IOException {
            feuille.finish();
            classeur.finish();
        }
    }
}
