package fr.cnfpt.catalogue.echanges.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Des sessions en iCalendar (RFC 5545) : toujours le même UID, un SEQUENCE qui suit sa version, annulée quand elle
 * l'est. L'agenda qui la relit la déplace ou l'ôte au lieu d'en ajouter une autre. Ses horaires sont un texte : elle
 * prend ses jours entiers, sans fuseau, et le texte est dans la description. Une demi-journée posée a ses heures, dites
 * en temps universel : rien ne s'y répète, aucun changement d'heure ne peut donc la déplacer.
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
        i.entete();
        i.joursEntiers(o, domaine, ecritLe, false);
        i.ligne("END:VCALENDAR");
        return i.texte.toString();
    }

    /** Plusieurs sessions, qu'un agenda abonné relit. */
    public static final class Calendrier {

        private final Ics i = new Ics();
        private final String domaine;
        private final Instant ecritLe;

        public Calendrier(String nom, String domaine, Instant ecritLe) {
            this.domaine = domaine;
            this.ecritLe = ecritLe;
            i.entete();
            i.ligne("NAME:" + dire(nom));
            i.ligne("X-WR-CALNAME:" + dire(nom));
            i.ligne("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        }

        /** @param annulee pour qui le lit, même si elle se tient */
        public void ajouter(Offert o, List<DemiJournee> demiJournees, boolean annulee) {
            if (demiJournees.isEmpty()) {
                i.joursEntiers(o, domaine, ecritLe, annulee);
            }
            for (DemiJournee d : demiJournees) {
                i.demiJournee(o, d, domaine, ecritLe, annulee);
            }
        }

        public String finir() {
            i.ligne("END:VCALENDAR");
            return i.texte.toString();
        }
    }

    private void entete() {
        ligne("BEGIN:VCALENDAR");
        ligne("VERSION:2.0");
        ligne("PRODID:-//CNFPT//IEL//FR");
    }

    private void joursEntiers(Offert o, String domaine, Instant ecritLe, boolean annulee) {
        commencer(o, "session-" + o.sessionId(), domaine, ecritLe);
        ligne("DTSTART;VALUE=DATE:" + jour(o.debut()));
        // Le dernier jour ne compte pas dans iCalendar : c'est le lendemain de la fin.
        ligne("DTEND;VALUE=DATE:" + jour(o.fin().plusDays(1)));
        finir(o, lieu(o), o.code() + (o.horaires() == null ? "" : "\n" + o.horaires()) + "\n" + o.objectifs(), annulee);
    }

    private void demiJournee(Offert o, DemiJournee d, String domaine, Instant ecritLe, boolean annulee) {
        commencer(o, "session-" + o.sessionId() + "-" + d.id(), domaine, ecritLe);
        ligne("DTSTART:" + INSTANT.format(d.debut()));
        ligne("DTEND:" + INSTANT.format(d.fin()));
        finir(
                o,
                d.aDistance() ? "À distance" : d.salle() == null ? lieu(o) : d.salle() + ", " + lieu(o),
                d.titre() + "\n" + o.code(),
                annulee);
    }

    private void commencer(Offert o, String uid, String domaine, Instant ecritLe) {
        ligne("BEGIN:VEVENT");
        ligne("UID:" + uid + "@" + domaine);
        ligne("SEQUENCE:" + (o.version() - 1));
        ligne("DTSTAMP:" + INSTANT.format(ecritLe));
    }

    private void finir(Offert o, String lieu, String description, boolean annulee) {
        ligne("SUMMARY:" + dire(o.intitule()));
        ligne("LOCATION:" + dire(lieu));
        ligne("DESCRIPTION:" + dire(description));
        ligne("STATUS:" + (annulee || o.etat().equals("ANNULEE") ? "CANCELLED" : "CONFIRMED"));
        ligne("END:VEVENT");
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
