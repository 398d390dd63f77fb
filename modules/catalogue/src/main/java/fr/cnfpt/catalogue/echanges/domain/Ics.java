package fr.cnfpt.catalogue.echanges.domain;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.TempsDAgenda;
import fr.cnfpt.commun.Fuseau;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeSet;

/**
 * Des sessions en iCalendar (RFC 5545, et RFC 5546 pour la méthode) : une session par ses séances, à l'heure du lieu,
 * ou par ses jours entiers tant qu'aucune n'est posée. Une séance porte l'UID de la session, les autres le leur, et
 * chacune le garde ; SEQUENCE suit la version de la session ; annulée, chacune l'est, et celle qu'on en retire y reste,
 * annulée. L'agenda qui la relit déplace ou ôte donc ce qu'il avait, au lieu d'en ajouter.
 */
public final class Ics {

    private static final int OCTETS_PAR_LIGNE = 75;
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HEURE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final DateTimeFormatter DECALAGE = DateTimeFormatter.ofPattern("xx");

    /** Le changement d'heure de l'Europe (directive 2000/84/CE), à la minute où chaque horloge le fait. */
    private static final List<String> EUROPE = List.of(
            "BEGIN:DAYLIGHT",
            "DTSTART:19700329T020000",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "TZNAME:CEST",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "DTSTART:19701025T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "TZNAME:CET",
            "END:STANDARD");

    /**
     * Une session et ses séances, dans l'ordre, les retirées comprises.
     *
     * @param version monte à chaque changement
     * @param annulee pour qui la lit, même si elle se tient
     */
    public record Agenda(SessionInfo session, int version, List<TempsDAgenda> temps, boolean annulee) {}

    private final StringBuilder texte = new StringBuilder();
    private final String domaine;
    private final String organisateur;
    private final Instant ecritLe;

    private Ics(String domaine, String organisateur, Instant ecritLe) {
        this.domaine = domaine;
        this.organisateur = organisateur;
        this.ecritLe = ecritLe;
    }

    /**
     * @param domaine celui du site, qui rend l'UID unique au monde
     * @param organisateur l'adresse de courriel d'où viennent les messages du site
     */
    public static String de(Agenda agenda, String domaine, String organisateur, Instant ecritLe) {
        Ics i = new Ics(domaine, organisateur, ecritLe);
        i.commencer();
        i.ligne("METHOD:" + (annulee(agenda) ? "CANCEL" : "PUBLISH"));
        return i.finir(List.of(agenda));
    }

    /** Le calendrier qu'un agenda abonné relit : il a un nom, et rien n'y est envoyé. */
    public static String abonnement(
            String nom, List<Agenda> agendas, String domaine, String organisateur, Instant ecritLe) {
        Ics i = new Ics(domaine, organisateur, ecritLe);
        i.commencer();
        i.ligne("NAME:" + dire(nom));
        i.ligne("X-WR-CALNAME:" + dire(nom));
        i.ligne("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        return i.finir(agendas);
    }

    private void commencer() {
        ligne("BEGIN:VCALENDAR");
        ligne("VERSION:2.0");
        ligne("PRODID:-//CNFPT//IEL//FR");
    }

    private String finir(List<Agenda> agendas) {
        TreeSet<String> fuseaux = new TreeSet<>();
        agendas.stream()
                .forEach(a -> a.temps().stream()
                        .map(TempsDAgenda::seance)
                        .filter(s -> s.debut() != null)
                        .forEach(s -> fuseaux.add(fuseau(a.session(), s).getId())));
        fuseaux.forEach(f -> fuseau(ZoneId.of(f)));
        agendas.forEach(this::session);
        ligne("END:VCALENDAR");
        return texte.toString();
    }

    private static boolean annulee(Agenda a) {
        return a.annulee() || a.session().etat().equals("ANNULEE");
    }

    private void fuseau(ZoneId z) {
        ligne("BEGIN:VTIMEZONE");
        ligne("TZID:" + z.getId());
        if (z.getRules().getTransitionRules().isEmpty()) {
            String decalage = DECALAGE.format(z.getRules().getOffset(ecritLe));
            ligne("BEGIN:STANDARD");
            ligne("DTSTART:19700101T000000");
            ligne("TZOFFSETFROM:" + decalage);
            ligne("TZOFFSETTO:" + decalage);
            ligne("END:STANDARD");
        } else {
            EUROPE.forEach(this::ligne);
        }
        ligne("END:VTIMEZONE");
    }

    private void session(Agenda a) {
        SessionInfo s = a.session();
        boolean entiere = a.temps().stream().allMatch(TempsDAgenda::retiree);
        if (entiere) {
            ouvrir(a, "session-" + s.id());
            jours(s.debut(), s.fin());
            fermer(a, annulee(a), s.intitule(), lieu(s, null, null), s.horaires());
        }
        // Retirée, celle qui portait l'UID de la session ne l'annule pas si une autre, ou la session entière, l'a
        // repris.
        boolean repris = entiere || a.temps().stream().anyMatch(t -> t.porteLaSession() && !t.retiree());
        a.temps().stream()
                .filter(t -> !(t.retiree() && t.porteLaSession() && repris))
                .forEach(t -> temps(a, t));
    }

    private void temps(Agenda a, TempsDAgenda t) {
        SessionInfo s = a.session();
        Seance e = t.seance();
        ouvrir(a, t.porteLaSession() ? "session-" + s.id() : "seance-" + e.id());
        if (e.forme() == Seance.Forme.ASYNCHRONE) {
            jours(e.jour(), e.jusquAu());
            // On la suit quand on veut : elle ne rend personne indisponible.
            ligne("TRANSP:TRANSPARENT");
        } else {
            String z = fuseau(s, e).getId();
            ligne("DTSTART;TZID=" + z + ":" + HEURE.format(LocalDateTime.of(e.jour(), e.debut())));
            ligne("DTEND;TZID=" + z + ":" + HEURE.format(LocalDateTime.of(e.jour(), e.fin())));
        }
        fermer(
                a,
                t.retiree() || annulee(a),
                e.titre().equals(s.intitule()) ? e.titre() : s.intitule() + " : " + e.titre(),
                e.forme() == Seance.Forme.PRESENCE ? lieu(s, e.salle(), e.ville()) : "À distance",
                e.forme().getLibelle());
    }

    /** L'heure d'une séance est celle de sa commune, si elle en a une à elle. */
    private static ZoneId fuseau(SessionInfo s, Seance e) {
        return e.codeInsee() == null ? s.fuseauDuLieu() : Fuseau.duDepartement(SessionInfo.departement(e.codeInsee()));
    }

    private void ouvrir(Agenda a, String uid) {
        ligne("BEGIN:VEVENT");
        ligne("UID:" + uid + "@" + domaine);
        ligne("SEQUENCE:" + (a.version() - 1));
        ligne("DTSTAMP:" + INSTANT.format(ecritLe));
        ligne("ORGANIZER;CN=CNFPT:mailto:" + organisateur);
    }

    private void jours(LocalDate du, LocalDate au) {
        ligne("DTSTART;VALUE=DATE:" + DateTimeFormatter.BASIC_ISO_DATE.format(du));
        // Le dernier jour ne compte pas dans iCalendar : c'est le lendemain de la fin.
        ligne("DTEND;VALUE=DATE:" + DateTimeFormatter.BASIC_ISO_DATE.format(au.plusDays(1)));
    }

    private void fermer(Agenda a, boolean annulee, String titre, String lieu, String quand) {
        SessionInfo s = a.session();
        ligne("SUMMARY:" + dire(annulee ? "Annulée : " + titre : titre));
        ligne("LOCATION:" + dire(lieu));
        ligne("DESCRIPTION:" + dire(s.stageCode() + (quand == null ? "" : "\n" + quand) + "\n" + s.objectifs()));
        ligne("STATUS:" + (annulee ? "CANCELLED" : "CONFIRMED"));
        ligne("END:VEVENT");
    }

    /**
     * La salle d'une séance, souvent l'adresse même de la session, ne se dit pas deux fois.
     *
     * @param ville celle de la séance, si ce n'est pas celle de la session
     */
    private static String lieu(SessionInfo s, String salle, String ville) {
        if (ville != null) {
            return salle == null ? ville : salle + ", " + ville;
        }
        String ou = s.ville() == null ? "À distance" : s.adresse() == null ? s.ville() : s.adresse() + ", " + s.ville();
        return salle == null || ou.contains(salle) ? ou : salle + ", " + ou;
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
