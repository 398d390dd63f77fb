package fr.cnfpt.commun;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Les fichiers CSV livrés avec un module : UTF-8, virgules, guillemets, une ligne d'en-têtes (RFC 4180). */
public final class Csv {

  private Csv() {}

  /**
   * @param de     une classe du module qui livre le fichier
   * @param chemin depuis la racine de ses ressources, par exemple {@code /demonstration/lieux.csv}
   * @return les lignes, chaque valeur sous le nom de sa colonne
   */
  public static List<Map<String, String>> lire(Class<?> de, String chemin) {
    try (InputStreamReader lecteur = new InputStreamReader(de.getResourceAsStream(chemin), StandardCharsets.UTF_8)) {
      return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(lecteur).stream().map(CSVRecord::toMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Fichier " + chemin + " illisible", e);
    }
  }
}
