package fr.cnfpt.outils.tableaux;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Les fichiers CSV : ceux livrés avec un module (UTF-8, virgules, guillemets, une ligne d'en-têtes, RFC 4180), et ceux
 * que l'on rend.
 */
public final class Csv {

    private Csv() {}

    /**
     * @param de une classe du module qui livre le fichier
     * @param chemin depuis la racine de ses ressources, par exemple {@code /demonstration/lieux.csv}
     * @return les lignes, chaque valeur sous le nom de sa colonne
     */
    public static List<Map<String, String>> lire(Class<?> de, String chemin) {
        try (InputStreamReader lecteur =
                new InputStreamReader(de.getResourceAsStream(chemin), StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(lecteur).stream()
                    .map(CSVRecord::toMap)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Fichier " + chemin + " illisible", e);
        }
    }

    /**
     * Une valeur qu'un tableur n'exécutera pas : l'apostrophe en tête lui dit que c'est du texte (OWASP, CSV
     * injection).
     *
     * @return la valeur, vide si elle était nulle
     */
    public static String sansFormule(String s) {
        return s == null || s.isEmpty() ? "" : "=+-@\t\r".indexOf(s.charAt(0)) < 0 ? s : "'" + s;
    }
}
