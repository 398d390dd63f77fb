package fr.cnfpt.outils.tableaux;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Ce que les cases d'un fichier déposé ont de commun, quoi qu'il dise. */
public final class Cellules {

    private static final LocalDate ORIGINE_EXCEL = LocalDate.of(1899, 12, 30);
    private static final DateTimeFormatter JOUR_MOIS_AN =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private Cellules() {}

    /** Un en-tête comme on le compare : {@code cadreEmplois} s'y lit « cadre emplois ». */
    public static String net(String s) {
        return Normalizer.normalize(s == null ? "" : s, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    /** « 31/03/2026 », « 2026-03-31 », ou le nombre de jours qu'un tableur en a gardé ; vide si ce n'est aucun jour. */
    public static Optional<LocalDate> date(String s) {
        try {
            if (s.matches("[0-9]{5}")) {
                return Optional.of(ORIGINE_EXCEL.plusDays(Integer.parseInt(s)));
            }
            return Optional.of(s.indexOf('/') > 0 ? LocalDate.parse(s, JOUR_MOIS_AN) : LocalDate.parse(s));
        } catch (DateTimeException illisible) {
            return Optional.empty();
        }
    }

    /** Nos exports neutralisent un texte en =, +, - ou @ par une apostrophe, qui s'ôte ici. */
    public static String clair(String s) {
        return estNeutralise(s) ? s.substring(1) : s;
    }

    public static boolean estNeutralise(String s) {
        return s != null && s.length() > 1 && s.charAt(0) == '\'' && "=+-@".indexOf(s.charAt(1)) >= 0;
    }
}
