package fr.cnfpt.garde.journal.adapter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Le journal se lit : chaque acte et chaque événement que le code note a sa phrase. */
class ActesEnClairTest {

    @Test
    void chaque_acte_note_par_le_code_a_sa_phrase() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of(".."))) {
            for (Path f : sources.filter(
                            p -> p.toString().endsWith(".java") && p.toString().contains("/src/main/"))
                    .toList()) {
                Matcher m = Pattern.compile("\\b(?:noter|signaler|evenement|action)\\(\\s*\"([a-z]+(?:-[a-z0-9]+)+)\"")
                        .matcher(Files.readString(f));
                while (m.find()) {
                    codes.add(m.group(1));
                }
            }
        }
        assertTrue(codes.size() > 40, codes::toString);
        codes.removeIf(ActesEnClair::connait);
        assertEquals(Set.of(), codes);
    }
}
