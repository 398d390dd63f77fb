package fr.cnfpt.commun;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Les phrases françaises que l'on écrit partout de la même façon : dates, durées, pluriels. */
public final class Texte {

    private static final int CHIFFRES_AU_PLUS = 30;

    private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.FRENCH);
    private static final DateTimeFormatter JOUR_COURT = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.FRENCH);
    private static final DateTimeFormatter JOUR_MOIS = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, H 'h' mm", Locale.FRENCH).withZone(Horloge.PARIS);

    private Texte() {}

    /** « mardi 3 mars 2026 » */
    public static String jour(LocalDate d) {
        return d == null ? "" : premier(JOUR.format(d));
    }

    /** « 3 mars 2026 » */
    public static String date(LocalDate d) {
        return d == null ? "" : premier(JOUR_MOIS.format(d));
    }

    /** « 3 mars 2026, 9 h 12 » */
    public static String moment(Instant i) {
        return i == null ? "" : premier(MOMENT.format(i));
    }

    /**
     * « le mardi 3 mars 2026 », « du 3 au 5 mars 2026 », « du 30 mars au 2 avril 2026 », « du 30 décembre 2026 au 3
     * janvier 2027 »
     */
    public static String periode(LocalDate debut, LocalDate fin) {
        if (debut.equals(fin)) {
            return "le " + jour(debut);
        }
        String d = debut.getYear() != fin.getYear()
                ? date(debut)
                : debut.getMonth() != fin.getMonth()
                        ? date(debut).replace(" " + debut.getYear(), "")
                        : debut.getDayOfMonth() == 1 ? "1er" : String.valueOf(debut.getDayOfMonth());
        return "du " + d + " au " + date(fin);
    }

    /** « 3 mars 2026 », « 1er janv. 2026 » */
    public static String court(LocalDate d) {
        return d == null ? "" : premier(JOUR_COURT.format(d));
    }

    /** « 1 place », « 3 places », « 100 000 places ». */
    public static String pluriel(long n, String singulier, String pluriel) {
        return nombre(n) + " " + accord(n, singulier, pluriel);
    }

    /** « place », « places » : pour un nombre écrit à part. */
    public static String accord(long n, String singulier, String pluriel) {
        return n > 1 ? pluriel : singulier;
    }

    /** « Aucune place », « 1 place », « 3 places » : ce qui ouvre une phrase. */
    public static String compte(long n, String aucun, String singulier, String pluriel) {
        return n == 0 ? aucun : pluriel(n, singulier, pluriel);
    }

    /** « 9999 », « 100 000 ». */
    public static String nombre(long n) {
        return n < 10_000 ? String.valueOf(n) : String.format(Locale.FRENCH, "%,d", n);
    }

    /** « 3 150 » : parmi de plus grands, un nombre de quatre chiffres se lit comme eux. */
    public static String milliers(long n) {
        return String.format(Locale.FRENCH, "%,d", n);
    }

    /** « 17 % », qui ne se coupe pas. */
    public static String pourcent(long n) {
        return n + "\u00a0%";
    }

    /** Un nombre sans zéros inutiles, à la française : 0,5 ; 3 ; 12,25. */
    public static String nombre(java.math.BigDecimal n) {
        return n == null ? "" : chiffres(n.stripTrailingZeros()).replace('.', ',');
    }

    /**
     * Un nombre en chiffres, sans exposant. Au-delà d'une trentaine de chiffres, ce qu'on a reçu n'est pas une mesure :
     * il reste écrit avec son exposant, et se refuse, car 1E999999999 en chiffres ne tient pas en mémoire.
     */
    public static String chiffres(java.math.BigDecimal n) {
        return Math.abs((long) n.scale()) > CHIFFRES_AU_PLUS ? n.toString() : n.toPlainString();
    }

    /**
     * Les espaces où le français ne coupe pas une ligne : devant « : ; ? ! » % », dans des guillemets, après « n° »,
     * dans une heure (« 19 h 38 »). Rien d'autre ne change, et la longueur reste la même.
     */
    public static String insecable(String s) {
        char[] lettres = null;
        for (int i = s.indexOf(' '); i >= 0; i = s.indexOf(' ', i + 1)) {
            if (neSeCoupePas(s, i)) {
                lettres = lettres == null ? s.toCharArray() : lettres;
                lettres[i] = '\u00a0';
            }
        }
        return lettres == null ? s : new String(lettres);
    }

    private static boolean neSeCoupePas(String s, int espace) {
        char avant = lettre(s, espace - 1);
        char apres = lettre(s, espace + 1);
        boolean heures = Character.isDigit(avant) && apres == 'h' && !Character.isLetter(lettre(s, espace + 2));
        boolean minutes = avant == 'h'
                && Character.isDigit(apres)
                && Character.isSpaceChar(lettre(s, espace - 2))
                && Character.isDigit(lettre(s, espace - 3));
        return avant == '«' || avant == '°' || ":;?!»%".indexOf(apres) >= 0 || heures || minutes;
    }

    /** @return la lettre qui est là, ou une espace hors du texte */
    private static char lettre(String s, int ou) {
        return ou < 0 || ou >= s.length() ? ' ' : s.charAt(ou);
    }

    /** Le premier d'un mois, jamais une heure : « 1 h » n'est pas suivi d'un nom de mois. */
    private static String premier(String s) {
        return s.replaceFirst("\\b1 (?=\\p{L}{3})", "1er ");
    }
}
