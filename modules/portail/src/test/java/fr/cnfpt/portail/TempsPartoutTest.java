package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nul ne demande le jour à la base ni à la machine : il se demande à l'horloge, pour un lieu. */
class TempsPartoutTest {

    private static final Pattern INTERDIT = Pattern.compile(
            "(?i)\\b(?:current_date|current_time|(?-i:localtime)|localtimestamp)\\b|\\b(?:now|clock_timestamp)\\(\\)::(?:date|time)\\b"
                    + "|\\b(?:LocalDate|LocalDateTime|LocalTime|ZonedDateTime|OffsetDateTime|YearMonth|Year)\\.now\\("
                    + "|\\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\\(\\)\\s+at\\s+time\\s+zone\\b"
                    + "|\\bZoneId\\.systemDefault\\b|\\bTimeZone\\.getDefault\\b");

    /** Ce qui se compare à l'heure de la base, ou en tire un jour ; ce qui s'écrit d'elle n'est qu'une trace. */
    private static final Pattern HEURE_DE_LA_BASE = Pattern.compile(
            "(?i)outils\\.jour\\((?:now|clock_timestamp)\\(\\)|[<>]=? ?(?:now|clock_timestamp)\\(\\)(?! - make_interval)");

    @Test
    void nul_ne_demande_le_jour_a_la_base_ni_a_la_machine() throws IOException {
        List<String> fautes = new ArrayList<>();
        for (Path f : SourcesDeLaMaison.toutes()) {
            // Une migration jouée ne se récrit pas : la fonction qu'elle crée est remplacée par V041.
            String texte = Files.readString(f).replaceAll("--[^\\n]*", "");
            if (f.endsWith("V005__millesimes_structures.sql")) {
                continue;
            }
            for (Matcher m = INTERDIT.matcher(texte); m.find(); ) {
                fautes.add(f.getFileName() + " : " + m.group());
            }
        }
        assertEquals(List.of(), fautes);
    }

    /** Un déclencheur n'a pas d'horloge ; un ordre de l'application, si : elle y est {@code :maintenant}. */
    @Test
    void aucun_ordre_de_l_application_ne_juge_un_jour_a_l_heure_de_la_base() throws IOException {
        List<String> fautes = new ArrayList<>();
        for (Path f : SourcesDeLaMaison.toutes()) {
            if (f.toString().endsWith(".java")) {
                for (Matcher m = HEURE_DE_LA_BASE.matcher(Files.readString(f)); m.find(); ) {
                    fautes.add(f.getFileName() + " : " + m.group());
                }
            }
        }
        assertEquals(List.of(), fautes);
    }

    @Test
    void le_garde_voit_ce_qu_il_doit_voir() {
        for (String faute : List.of(
                "au > current_date",
                "now()::date",
                "s.cloture >= (now() at time zone s.fuseau)::date",
                "LocalDate.now()",
                "LocalDate.now(PARIS)",
                "ZoneId.systemDefault()")) {
            assertTrue(INTERDIT.matcher(faute).find(), faute);
        }
        for (String juste :
                List.of("outils.jour(now())", "horloge.aujourdhui(lieu)", "Instant.now()", "cree_le default now()")) {
            assertFalse(INTERDIT.matcher(juste).find(), juste);
        }
    }
}
