package fr.cnfpt.outils.calendrier;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Les jours où l'on ne travaille pas quelque part : les dimanches, et les jours fériés du département, avec leur nom.
 * L'Alsace et la Moselle en ont deux de plus (code du travail, art. L3134-13), chaque département d'outre-mer commémore
 * l'abolition de l'esclavage à sa date (loi du 30 juin 1983). Les dates viennent de la bibliothèque jollyday.
 */
public final class Calendrier {

    private static final Set<String> ALSACE_MOSELLE = Set.of("57", "67", "68");
    private static final Map<String, String> OUTRE_MER =
            Map.of("971", "gp", "972", "mq", "973", "gf", "974", "re", "976", "yt");

    private static final Map<String, Map<LocalDate, String>> PAR_LIEU_ET_ANNEE = new ConcurrentHashMap<>();

    private Calendrier() {}

    /**
     * @param departement son code ; {@code null} : la France entière, pour ce qui se tient à distance
     * @return le nom du jour férié, s'il l'est là-bas
     */
    public static Optional<String> ferie(LocalDate jour, String departement) {
        String lieu =
                departement != null && (OUTRE_MER.containsKey(departement) || ALSACE_MOSELLE.contains(departement))
                        ? departement
                        : "";
        return Optional.ofNullable(PAR_LIEU_ET_ANNEE
                .computeIfAbsent(lieu + "/" + jour.getYear(), l -> feries(lieu, jour.getYear()))
                .get(jour));
    }

    /** Pourquoi l'on n'y travaille pas ce jour-là : « dimanche », ou le nom du jour férié. Vide : on y travaille. */
    public static Optional<String> chome(LocalDate jour, String departement) {
        Optional<String> ferie = ferie(jour, departement);
        return ferie.isPresent() || jour.getDayOfWeek() != DayOfWeek.SUNDAY ? ferie : Optional.of("dimanche");
    }

    /** Du lundi au vendredi, hors jours fériés : quand les bureaux ouvrent. */
    public static boolean ouvre(LocalDate jour, String departement) {
        return jour.getDayOfWeek() != DayOfWeek.SATURDAY
                && chome(jour, departement).isEmpty();
    }

    /** Ce jour s'il est ouvré, sinon le premier qui le suit. */
    public static LocalDate ouvreDes(LocalDate jour, String departement) {
        LocalDate d = jour;
        while (!ouvre(d, departement)) {
            d = d.plusDays(1);
        }
        return d;
    }

    /** Ce jour s'il est ouvré, sinon le dernier qui le précède. */
    public static LocalDate ouvreAuPlusTard(LocalDate jour, String departement) {
        LocalDate d = jour;
        while (!ouvre(d, departement)) {
            d = d.minusDays(1);
        }
        return d;
    }

    private static Map<LocalDate, String> feries(String lieu, int annee) {
        HolidayManager pays = HolidayManager.getInstance(ManagerParameters.create(OUTRE_MER.getOrDefault(lieu, "fr")));
        return (ALSACE_MOSELLE.contains(lieu)
                        ? pays.getHolidays(Year.of(annee), lieu)
                        : pays.getHolidays(Year.of(annee)))
                .stream()
                        // Deux fêtes peuvent tomber le même jour : l'Ascension un 8 mai.
                        .collect(Collectors.toUnmodifiableMap(
                                h -> h.getDate(), h -> h.getDescription(Locale.FRENCH), (a, b) -> a));
    }
}
