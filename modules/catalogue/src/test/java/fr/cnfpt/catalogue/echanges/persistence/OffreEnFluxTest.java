package fr.cnfpt.catalogue.echanges.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.echanges.domain.Offert;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ce qui sort de l'offre : pour qui, dans quel ordre ; et l'agenda d'une session, relu par ical4j. */
class OffreEnFluxTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final Horloge HORLOGE = Horloge.arretee(JOUR);
    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi(HORLOGE);
    private static final OffreEnFlux OFFRE = Injection.poser(new OffreEnFlux(), JDBI);
    private static final AgendaSql AGENDA = Injection.poser(new AgendaSql(), OFFRE, HORLOGE);

    @BeforeAll
    static void poser() {
        JDBI.useHandle(h -> {
            h.execute("insert into catalogue.specialite values ('ECV', 'd', 'État civil')");
            for (String code : List.of("STG-2", "STG-1")) {
                h.execute(
                        "insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise, contenu)"
                                + " values (?, 'Dresser les actes, les tenir ; et les délivrer : un intitulé long pour que sa ligne se plie', 'ECV', 'PRESENTIEL', 'PERFECTIONNEMENT', 'INTER', 1, 0, 'o', 'p', 'c')",
                        code);
            }
            session(h, 1, "INTER", 7, "2027-03-23", "PUBLIEE");
            session(h, 2, "INTER", 7, "2027-02-01", "PUBLIEE");
            session(h, 2, "INTRA", 7, "2027-02-02", "PUBLIEE");
            session(h, 2, "UNION", 7, "2027-02-02", "PUBLIEE");
            session(h, 1, "INTER", 7, "2027-02-03", "ANNULEE");
            session(h, 1, "INTER", 7, "2026-10-03", "PUBLIEE");
            session(h, 2, "INTER", 9, "2027-02-04", "PUBLIEE");
        });
    }

    private static void session(
            org.jdbi.v3.core.Handle h, int stage, String type, int structure, String debut, String etat) {
        h.execute(
                "insert into catalogue.session (stage_id, type, structure_id, debut, fin, horaires, ville, adresse, ouverture, cloture, etat)"
                        + " values (?, ?, ?, ?::date, ?::date + 1, '9 h – 16 h', 'Lille', 'Antenne, salle 2', '2026-01-01', '2026-09-01', ?)",
                stage,
                type,
                structure,
                debut,
                debut,
                etat);
    }

    private static List<Long> sorties(Portee portee) {
        List<Long> ids = new ArrayList<>();
        JDBI.useTransaction(h -> OFFRE.parStage(portee, JOUR, (Offert o) -> ids.add(o.sessionId())));
        return ids;
    }

    @Test
    void ne_sort_que_ce_qui_s_offre_a_tous_stage_par_stage() {
        assertEquals(List.of(2L, 7L, 1L), sorties(Portee.ENTIERE), "ni intra, ni union, ni annulée, ni finie");
    }

    @Test
    void une_delegation_n_emporte_que_ses_sessions() {
        assertEquals(List.of(7L), sorties(new Portee(Portee.Par.STRUCTURES, Set.of(9L), 9L)));
    }

    private static VEvent relu(String ics) throws Exception {
        Calendar c = new CalendarBuilder().build(new StringReader(ics));
        assertTrue(
                c.validate().getEntries().isEmpty(), c.validate().getEntries().toString());
        return (VEvent) c.getComponent("VEVENT").orElseThrow();
    }

    private static String valeur(VEvent e, String nom) {
        return e.getRequiredProperty(nom).getValue();
    }

    @Test
    void un_agenda_relit_la_session_ses_jours_et_son_lieu() throws Exception {
        String ics = AGENDA.ics(1).orElseThrow();
        VEvent e = relu(ics);
        assertEquals("session-1@localhost", valeur(e, "UID"));
        assertEquals("0", valeur(e, "SEQUENCE"));
        assertEquals("20270323", valeur(e, "DTSTART"));
        assertEquals("20270325", valeur(e, "DTEND"), "le lendemain du dernier jour");
        assertEquals("Antenne, salle 2, Lille", valeur(e, "LOCATION"));
        assertEquals(
                "Dresser les actes, les tenir ; et les délivrer : un intitulé long pour que sa ligne se plie",
                valeur(e, "SUMMARY"));
        assertEquals("CONFIRMED", valeur(e, "STATUS"));
        for (String ligne : ics.split("\r\n")) {
            assertTrue(ligne.getBytes(StandardCharsets.UTF_8).length <= 75, ligne);
        }
        assertTrue(AGENDA.ics(999).isEmpty());
    }

    @Test
    void une_session_deplacee_puis_annulee_garde_son_uid_et_avance_sa_sequence() throws Exception {
        String avant = valeur(relu(AGENDA.ics(5).orElseThrow()), "UID");
        JDBI.useHandle(h -> h.execute("update catalogue.session set version = 4 where id = 5"));
        VEvent apres = relu(AGENDA.ics(5).orElseThrow());
        assertEquals(avant, valeur(apres, "UID"));
        assertEquals("3", valeur(apres, "SEQUENCE"));
        assertEquals("CANCELLED", valeur(apres, "STATUS"));
    }

    @Test
    void un_calendrier_a_les_demi_journees_a_leur_heure_et_dit_ce_qui_est_annule_pour_son_lecteur() throws Exception {
        JDBI.useHandle(h -> {
            h.execute("update catalogue.session set fuseau = 'Indian/Reunion' where id = 7");
            h.execute("insert into catalogue.seance (session_id, forme, titre, jour, jusqu_au, debut, fin, salle)"
                    + " values (2, 'PRESENCE', 'Matin', '2027-02-01', '2027-02-01', '9:00', '12:30', 'salle 2'),"
                    + " (7, 'PRESENCE', 'Matin', '2027-02-04', '2027-02-04', '9:00', '12:30', null)");
            h.execute("insert into catalogue.seance (session_id, forme, titre, jour, jusqu_au)"
                    + " values (2, 'ASYNCHRONE', 'Quand on veut', '2027-01-20', '2027-01-30')");
        });
        Map<Long, Boolean> sessions = new LinkedHashMap<>();
        sessions.put(1L, false);
        sessions.put(2L, false);
        sessions.put(5L, false);
        sessions.put(7L, true);
        Calendar c = new CalendarBuilder().build(new StringReader(AGENDA.calendrier("Mes formations", sessions)));
        assertTrue(
                c.validate().getEntries().isEmpty(), c.validate().getEntries().toString());
        Map<String, VEvent> lus =
                c.<VEvent>getComponents("VEVENT").stream().collect(Collectors.toMap(e -> valeur(e, "UID"), e -> e));
        assertEquals(4, lus.size(), lus.keySet().toString());
        assertEquals("20270323", valeur(lus.get("session-1@localhost"), "DTSTART"), "sans demi-journée : ses jours");
        assertEquals("CANCELLED", valeur(lus.get("session-5@localhost"), "STATUS"), "annulée pour tous");
        VEvent matin = lus.get("session-2-1@localhost");
        assertEquals("20270201T080000Z", valeur(matin, "DTSTART"), "9 h à Paris en hiver");
        assertEquals("20270201T113000Z", valeur(matin, "DTEND"));
        assertEquals("salle 2, Antenne, salle 2, Lille", valeur(matin, "LOCATION"));
        assertEquals("CONFIRMED", valeur(matin, "STATUS"));
        VEvent ailleurs = lus.get("session-7-2@localhost");
        assertEquals("20270204T050000Z", valeur(ailleurs, "DTSTART"), "9 h à La Réunion");
        assertEquals("CANCELLED", valeur(ailleurs, "STATUS"), "annulée pour qui le lit");
    }
}
