package fr.cnfpt.catalogue.echanges.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Une session en iCalendar (RFC 5545) : toujours le même UID, un SEQUENCE qui suit sa version, annulée quand elle
 * l'est. L'agenda qui la relit la déplace ou l'ôte au lieu d'en ajouter une autre. Ses horaires sont un texte : elle
 * prend ses jours entiers, sans fuseau, et le texte est dans la description.
 */
public final class Ics {

    public static final String TYPE = "text/calendar;charset=UTF-8";
    private static final int OCTETS_PAR_LIGNE = 75;
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder texte = new StringBuilder();

    private Ics() {}

    /** @param domaine celui du site, qui rend l'UID unique au monde */
    public static String de(Offert o, String domaine, Instant ecritLe) {
        Ics i = new Ics();
        i.ligne("BEGIN:VCALENDAR");
        i.ligne("VERSION:2.0");
        i.ligne("PRODID:-//CNFPT//IEL//FR");
        i.ligne("BEGIN:VEVENT");
        i.ligne("UID:session-" + o.sessionId() + "@" + domaine);
        i.ligne("SEQUENCE:" + (o.version() - 1));
        i.ligne("DTSTAMP:" + INSTANT.format(ecritLe));
        i.ligne("DTSTART;VALUE=DATE:" + jour(o.debut()));
        // Le dernier jour ne compte pas dans iCalendar : c'est le lendemain de la fin.
        i.ligne("DTEND;VALUE=DATE:" + jour(o.fin().plusDays(1)));
        i.ligne("SUMMARY:" + dire(o.intitule()));
        i.ligne("LOCATION:" + dire(lieu(o)));
        i.ligne("DESCRIPTION:"
                + dire(o.code() + (o.horaires() == null ? "" : "\n" + o.horaires()) + "\n" + o.objectifs()));
        i.ligne("STATUS:" + (o.etat().equals("ANNULEE") ? "CANCELLED" : "CONFIRMED"));
        i.ligne("END:VEVENT");
        i.ligne("END:VCALENDAR");
        return i.texte.toString();
    }

    private static String lieu(Offert o) {
        return o.ville() == null ? "À distance" : o.adresse() == null ? o.ville() : o.adresse() + ", " + o.ville();
    }

    private static String jour(LocalDate d) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(d);
    }

    private static String dire(String s) {
        return s.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }

    /** Soixante-quinze octets au plus, sans couper un caractère ; la suite commence par une espace. */
    private void ligne(String contenu) {
        int octets = 0;
        for (int i = 0; i < contenu.length(); ) {
            int c = contenu.codePointAt(i);
            String signe = Character.toString(c);
            int poids = signe.getBytes(StandardCharsets.UTF_8).length;
            if (octets + poids > OCTETS_PAR_LIGNE) {
                texte.append("\r\n ");
                octets = 1;
            }
            texte.append(signe);
            octets += poids;
            i += Character.charCount(c);
        }
        texte.append("\r\n");
    }
}
