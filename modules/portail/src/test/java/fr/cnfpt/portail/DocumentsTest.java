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
    private static final Pattern CLASSE = Pattern.compile("`(\\w+(?:Test|IT|Contrat))(?:\\.\\w+)?`");
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
