package fr.cnfpt.portail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Ce qui part en production, pour les épreuves qui lisent le texte. */
final class SourcesDeLaMaison {

    private SourcesDeLaMaison() {}

    /** En Java et en SQL. */
    static List<Path> toutes() throws IOException {
        return finissantPar(".java", ".sql");
    }

    /** Les pages et les composants de Faces. */
    static List<Path> pages() throws IOException {
        return finissantPar(".xhtml");
    }

    private static List<Path> finissantPar(String... suffixes) throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path m : modules.filter(d -> Files.isDirectory(d.resolve("src/main")))
                    .toList()) {
                try (Stream<Path> arbre = Files.walk(m.resolve("src/main"))) {
                    arbre.filter(p -> Stream.of(suffixes).anyMatch(p.toString()::endsWith))
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }
}
