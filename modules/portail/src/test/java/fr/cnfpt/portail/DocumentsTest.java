package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Les documents disent vrai : ce vers quoi ils mènent existe, et les épreuves qu'ils citent aussi. */
class DocumentsTest {

    private static final Path RACINE = Path.of("..", "..").normalize();
    private static final Pattern LIEN = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CLASSE = Pattern.compile("`(\\w*[a-z](?:Test|IT|Contrat))(?:\\.\\w+)?`");
    private static final Pattern METHODE = Pattern.compile("`(?:\\w+\\.)?([a-z0-9]+(?:_[a-z0-9]+){3,})`");

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(RACINE.resolve("docs"));
                Stream<Path> racine = Files.list(RACINE)) {
            return Stream.concat(docs, racine)
                    .filter(f -> f.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Stream<String> cites(Path document, Pattern motif) {
        return motif.matcher(lire(document)).results().map((MatchResult r) -> r.group(1));
    }

    private static String lire(Path f) {
        try {
            return Files.readString(f, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void chaque_lien_mene_a_un_fichier() throws IOException {
        assertFalse(documents().isEmpty());
        List<String> casses = documents().stream()
                .flatMap(d -> cites(d, LIEN)
                        .filter(l -> !l.contains(":"))
                        .filter(l -> !Files.exists(d.resolveSibling(l).normalize()))
                        .map(l -> d.getFileName() + " : " + l))
                .toList();
        assertEquals(List.of(), casses);
    }

    /** Ce que l'API dit attendre ou rendre, son code le nomme : un paramètre disparu ne reste pas dans sa page. */
    @Test
    void chaque_mot_de_l_api_est_dans_son_code() throws IOException {
        // Le seul code de refus sans tiret : la saisie le dit, non la façade.
        TreeSet<String> mots = new TreeSet<>(List.of("formule"));
        try (Stream<Path> modules = Files.walk(RACINE.resolve("modules"))) {
            modules.filter(f -> f.toString().matches(".*/src/main/.*/rest/.*[.]java"))
                    .forEach(f -> Pattern.compile("\\w+")
                            .matcher(lire(f).replaceAll("(?m)^\\s*(/\\*\\*|\\*|//).*$", ""))
                            .results()
                            .map(MatchResult::group)
                            .forEach(mots::add));
        }
        assertEquals(
                List.of(),
                cites(RACINE.resolve("docs/api.md"), Pattern.compile("`([a-z]\\w+)`(?!-)"))
                        .filter(m -> !mots.contains(m))
                        .distinct()
                        .toList());
    }

    @Test
    void la_taille_d_un_envoi_est_celle_que_le_serveur_accepte() throws IOException {
        long octets = cites(
                        RACINE.resolve("modules/portail/src/main/webapp/WEB-INF/web.xml"),
                        Pattern.compile("<max-file-size>(\\d+)<"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(octets / 1024 / 1024),
                cites(
                                RACINE.resolve("docs/exploitation.md"),
                                Pattern.compile("un fichier envoyé est limité à\\s+(\\d+).Mo"))
                        .map(Long::valueOf)
                        .toList());
    }

    @Test
    void chaque_epreuve_citee_existe() throws IOException {
        String sources;
        TreeSet<String> classes;
        try (Stream<Path> modules = Files.walk(RACINE.resolve("modules"))) {
            List<Path> fichiers = modules.filter(f -> f.toString().contains("/src/"))
                    .filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".sql"))
                    .toList();
            sources = fichiers.stream().map(DocumentsTest::lire).collect(Collectors.joining("\n"));
            classes = fichiers.stream()
                    .map(f -> f.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        TreeSet<String> inconnues = new TreeSet<>();
        for (Path d : documents()) {
            cites(d, CLASSE).filter(c -> !classes.contains(c)).forEach(c -> inconnues.add(d.getFileName() + " : " + c));
            cites(d, METHODE)
                    .filter(m -> !sources.contains(m))
                    .forEach(m -> inconnues.add(d.getFileName() + " : " + m));
        }
        assertEquals(List.of(), List.copyOf(inconnues));
    }
}
