package fr.cnfpt.lanceur;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * La matrice des portées, {@code matrice.csv}, une ligne par sujet : les rôles admis, de quoi le jouer, et les rôles
 * qui doivent y voir le témoin de leur portée. Ce que chacun peut voir, lui, n'est pas dans la table : c'est la règle,
 * dans {@link MatriceIT}.
 */
final class Matrice {

    /**
     * @param roles les rôles admis ; vide : tous, même sans connexion
     * @param demande de quoi l'ouvrir : {@code ?id={bulletin}}, où {@code {bulletin}} est celui de chaque voisin tour à
     *     tour ; pour un fichier, la page puis « # » et le bouton ; pour l'API, l'adresse puis au besoin « # » et le
     *     corps ; « - » : ne se joue pas
     * @param montre les rôles qui doivent y voir le témoin de leur portée : sans eux, une page vide passerait
     */
    record Ligne(String sujet, Set<String> roles, String demande, Set<String> montre) {
        String genre() {
            return sujet.substring(0, sujet.indexOf(' '));
        }

        String nom() {
            return sujet.substring(sujet.indexOf(' ') + 1);
        }

        boolean seJoue() {
            return !demande.equals("-");
        }

        boolean aUnObjet() {
            return demande.matches(".*\\{[a-zA-Z]+}.*");
        }

        boolean admet(String role) {
            return roles.isEmpty() || role != null && roles.contains(role);
        }
    }

    private final List<Ligne> lignes = new ArrayList<>();

    Matrice() throws IOException {
        try (InputStreamReader f =
                new InputStreamReader(Matrice.class.getResourceAsStream("/matrice.csv"), StandardCharsets.UTF_8)) {
            for (CSVRecord r : CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(';')
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setCommentMarker('/')
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(f)) {
                lignes.add(new Ligne(r.get("sujet"), mots(r.get("roles")), r.get("demande"), mots(r.get("montre"))));
            }
        }
    }

    private static Set<String> mots(String s) {
        return s.isBlank() ? Set.of() : new TreeSet<>(Arrays.asList(s.split(" ")));
    }

    List<Ligne> lignes() {
        return lignes;
    }

    List<Ligne> lignes(String genre) {
        return lignes.stream().filter(l -> l.genre().equals(genre)).toList();
    }
}
