package fr.cnfpt.portail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Ce qui part en production, en Java et en SQL, pour les épreuves qui lisent le texte. */
final class SourcesDeLaMaison {

    private SourcesDeLaMaison() {}

    static List<Path> toutes() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path m : modules.filter(d -> Files.isDirectory(d.resolve("src/main")))
                    .toList()) {
                try (Stream<Path> arbre = Files.walk(m.resolve("src/main"))) {
                    arbre.filter(p -> p.toString().endsWith(".java")
                                    || p.toString().endsWith(".sql"))
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }
}
