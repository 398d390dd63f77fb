package fr.cnfpt.catalogue.echanges.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.recherche.persistence.OffreSql;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.Seance.Forme;
import fr.cnfpt.catalogue.sessions.persistence.Deroules;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * L'agenda d'une session, relu par ical4j : l'heure du lieu l'hiver, l'été, outre-mer et de part et d'autre d'un
 * changement d'heure.
 */
class AgendaTest {

    private static final Horloge HORLOGE = Horloge.arretee(LocalDate.of(2026, 11, 28));
    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi(HORLOGE);
    private static final Deroules DEROULES = Injection.poser(new Deroules(), JDBI);
    private static final PlacesPrises SANS_PLACES = (critere, session) -> "true";
    private static final AgendaSql AGENDA = Injection.poser(
            new AgendaSql(), Injection.poser(new OffreSql(), JDBI, SANS_PLACES), DEROULES, JDBI, HORLOGE);

    @BeforeAll
    static void poser() {
        JDBI.useHandle(h -> {
            h.execute("insert into catalogue.specialite values ('ECV', 'd', 'État civil')");
            h.execute(
                    "insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise, contenu)"
                            + " values ('STG-1', 'Dresser les actes, les tenir ; et les délivrer : un intitulé long pour que sa ligne se plie', 'ECV', 'PRESENTIEL', 'PERFECTIONNEMENT', 'INTER', 1, 0, 'o', 'p', 'c')");
        });
    }

    private static long session(LocalDate debut, String codeInsee, String fuseau) {
        return session(debut, codeInsee, fuseau, "PUBLIEE");
    }

    private static long session(LocalDate debut, String codeInsee, String fuseau, String etat) {
        return JDBI.withHandle(h -> h.createQuery(
                        "insert into catalogue.session (stage_id, type, structure_id, debut, fin, horaires, ville, adresse, code_insee, fuseau, ouverture, cloture, etat)"
                                + " values (1, 'INTER', 7, :d, :d + 1, '9 h – 16 h', 'Lille', 'Antenne, salle 2', :insee, :fuseau, '2026-01-01', '2026-09-01', :etat) returning id")
                .bind("d", debut)
                .bind("insee", codeInsee)
                .bind("fuseau", fuseau)
                .bind("etat", etat)
                .mapTo(Long.class)
                .one());
    }

    private static Calendar lire(String ics) throws Exception {
        Calendar c = new CalendarBuilder().build(new StringReader(ics));
        assertTrue(
                c.validate().getEntries().isEmpty(), c.validate().getEntries().toString());
        return c;
    }

    private static List<VEvent> evenements(long session) throws Exception {
        return lire(AGENDA.ics(session).orElseThrow()).getComponents("VEVENT");
    }

    private static String valeur(VEvent e, String nom) {
        return e.getRequiredProperty(nom).getValue();
    }

    private static Seance matin(LocalDate jour) {
        return Seance.demiJournee("Les cas", jour, true, "Salle 9", List.of());
    }

    /** L'instant que l'agenda de quelqu'un d'autre en comprendra, par le VTIMEZONE du fichier. */
    private static Instant commence(VEvent e) {
        Temporal t = e.getDateTimeStart().orElseThrow().getDate();
        return t instanceof ZonedDateTime z ? z.toInstant() : ((OffsetDateTime) t).toInstant();
    }

    @Test
    void sans_seance_elle_prend_ses_jours_entiers_et_son_lieu() throws Exception {
        long s = session(LocalDate.of(2027, 3, 23), "59350", "Europe/Paris");
        VEvent e = evenements(s).get(0);
        assertEquals("session-" + s + "@localhost", valeur(e, "UID"));
        assertEquals("0", valeur(e, "SEQUENCE"));
        assertEquals("20270323", valeur(e, "DTSTART"));
        assertEquals("20270325", valeur(e, "DTEND"), "le lendemain du dernier jour");
        assertEquals("Antenne, salle 2, Lille", valeur(e, "LOCATION"));
        assertEquals(
                "Dresser les actes, les tenir ; et les délivrer : un intitulé long pour que sa ligne se plie",
                valeur(e, "SUMMARY"));
        assertEquals("CONFIRMED", valeur(e, "STATUS"));
        for (String ligne : AGENDA.ics(s).orElseThrow().split("\r\n")) {
            assertTrue(ligne.getBytes(StandardCharsets.UTF_8).length <= 75, ligne);
        }
        assertTrue(AGENDA.ics(999).isEmpty());
    }

    @Test
    void neuf_heures_a_lille_est_huit_heures_utc_l_hiver_et_sept_l_ete() throws Exception {
        for (var cas :
                List.of(List.of("2027-02-02", "2027-02-02T08:00:00Z"), List.of("2027-07-06", "2027-07-06T07:00:00Z"))) {
            LocalDate j = LocalDate.parse(cas.get(0));
            long s = session(j, "59350", "Europe/Paris");
            DEROULES.ajouter(s, List.of(matin(j)));
            assertEquals(Instant.parse(cas.get(1)), commence(evenements(s).get(0)));
        }
    }

    @Test
    void de_part_et_d_autre_du_changement_d_heure_on_commence_a_neuf_heures_au_lieu() throws Exception {
        LocalDate samedi = LocalDate.of(2027, 3, 27);
        long s = session(samedi, "59350", "Europe/Paris");
        DEROULES.ajouter(s, List.of(matin(samedi), matin(samedi.plusDays(1))));
        assertEquals(
                List.of(Instant.parse("2027-03-27T08:00:00Z"), Instant.parse("2027-03-28T07:00:00Z")),
                evenements(s).stream().map(AgendaTest::commence).toList());
    }

    @Test
    void a_la_reunion_l_heure_est_celle_du_lieu_meme_si_paris_organise() throws Exception {
        LocalDate j = LocalDate.of(2027, 7, 6);
        long s = session(j, "97411", "Europe/Paris");
        DEROULES.ajouter(s, List.of(matin(j)));
        assertTrue(AGENDA.ics(s).orElseThrow().contains("DTSTART;TZID=Indian/Reunion:20270706T090000"));
        assertEquals(
                Instant.parse("2027-07-06T05:00:00Z"), commence(evenements(s).get(0)));
    }

    @Test
    void un_calendrier_abonne_a_un_nom_les_uid_du_courriel_et_dit_ce_qui_est_annule_pour_son_lecteur()
            throws Exception {
        LocalDate j = LocalDate.of(2027, 6, 1);
        long la = session(j, "59350", "Europe/Paris");
        long annulee = session(j.plusDays(7), "59350", "Europe/Paris");
        DEROULES.ajouter(la, List.of(matin(j)));
        Calendar c = lire(AGENDA.calendrier("Mes formations", new TreeMap<>(Map.of(la, false, annulee, true))));
        List<VEvent> lus = c.getComponents("VEVENT");
        assertEquals("Mes formations", c.getRequiredProperty("NAME").getValue());
        assertEquals(
                List.of("CONFIRMED", "CANCELLED"),
                lus.stream().map(e -> valeur(e, "STATUS")).toList());
        assertEquals(valeur(evenements(la).get(0), "UID"), valeur(lus.get(0), "UID"));
        assertEquals("CONFIRMED", valeur(evenements(annulee).get(0), "STATUS"), "elle se tient pour les autres");
    }

    @Test
    void une_seance_par_evenement_chacun_garde_son_uid_et_une_fenetre_ne_prend_personne() throws Exception {
        LocalDate j = LocalDate.of(2027, 5, 4);
        long s = session(j, "59350", "Europe/Paris");
        String seule = valeur(evenements(s).get(0), "UID");
        DEROULES.ajouter(s, List.of(matin(j)));
        DEROULES.ajouter(
                s,
                List.of(new Seance(
                        null, Forme.ASYNCHRONE, "Lire", j, j.plusDays(9), null, null, null, null, List.of())));
        DEROULES.ajouter(
                s,
                List.of(new Seance(
                        null,
                        Forme.SYNCHRONE,
                        "Classe virtuelle",
                        j.plusDays(1),
                        j.plusDays(1),
                        LocalTime.of(14, 0),
                        LocalTime.of(15, 0),
                        null,
                        "https://classe.exemple.fr/a",
                        List.of())));
        List<VEvent> avant = evenements(s);
        List<String> uid = avant.stream().map(e -> valeur(e, "UID")).toList();
        assertEquals(3, uid.stream().distinct().count());
        assertEquals(seule, uid.get(1), "celui que la session avait entière, à la première posée");
        assertEquals("TRANSPARENT", valeur(avant.get(0), "TRANSP"));
        assertEquals("20270514", valeur(avant.get(0), "DTEND"));
        assertEquals("Salle 9, Antenne, salle 2, Lille", valeur(avant.get(1), "LOCATION"));
        assertEquals("À distance", valeur(avant.get(2), "LOCATION"));
        assertTrue(!AGENDA.ics(s).orElseThrow().contains("classe.exemple.fr"), "le lien n'est qu'aux inscrits");
        String sequence = valeur(avant.get(1), "SEQUENCE");
        DEROULES.decaler(s, 7);
        JDBI.useHandle(h -> h.execute("update catalogue.session set version = version + 1 where id = ?", s));
        List<VEvent> apres = evenements(s);
        assertEquals(uid, apres.stream().map(e -> valeur(e, "UID")).toList());
        assertEquals(Integer.parseInt(sequence) + 1, Integer.parseInt(valeur(apres.get(1), "SEQUENCE")));
    }

    private static int sequence(List<VEvent> lus) {
        return Integer.parseInt(valeur(lus.get(0), "SEQUENCE"));
    }

    /** « session 27/05 CONFIRMED », dans l'ordre. */
    private static List<String> etats(List<VEvent> lus) {
        return lus.stream()
                .map(e -> valeur(e, "UID").replaceAll("-.*", "") + " "
                        + valeur(e, "DTSTART").substring(6, 8) + " " + valeur(e, "STATUS"))
                .toList();
    }

    @Test
    void une_seance_retiree_reste_dans_l_agenda_annulee_et_les_autres_gardent_leur_uid() throws Exception {
        LocalDate j = LocalDate.of(2027, 6, 15);
        long s = session(j, "59350", "Europe/Paris");
        DEROULES.ajouter(s, List.of(matin(j), matin(j.plusDays(1))));
        List<VEvent> avant = evenements(s);
        assertEquals(List.of("session 15 CONFIRMED", "seance 16 CONFIRMED"), etats(avant));
        assertTrue(DEROULES.retirer(s, DEROULES.seances(s).get(1).id(), HORLOGE.maintenant()));
        List<VEvent> apres = evenements(s);
        assertEquals(List.of("session 15 CONFIRMED", "seance 16 CANCELLED"), etats(apres));
        assertEquals(valeur(avant.get(1), "UID"), valeur(apres.get(1), "UID"));
        assertTrue(valeur(apres.get(1), "SUMMARY").startsWith("Annulée : "));
        assertEquals(commence(avant.get(1)), commence(apres.get(1)));
        assertEquals(sequence(avant) + 1, sequence(apres));
        List<VEvent> abonne =
                lire(AGENDA.calendrier("Mes formations", Map.of(s, false))).getComponents("VEVENT");
        assertEquals(etats(apres), etats(abonne), "l'agenda de l'agent le dit aussi");
        DEROULES.ajouter(s, List.of(matin(j.plusDays(1))));
        assertEquals(
                List.of("session 15 CONFIRMED", "seance 16 CANCELLED", "seance 16 CONFIRMED"), etats(evenements(s)));
    }

    @Test
    void celle_qui_portait_la_session_retiree_s_annule_sans_que_la_suivante_change_d_uid() throws Exception {
        LocalDate j = LocalDate.of(2027, 6, 22);
        long s = session(j, "59350", "Europe/Paris");
        DEROULES.ajouter(s, List.of(matin(j), matin(j.plusDays(1))));
        DEROULES.retirer(s, DEROULES.seances(s).get(0).id(), HORLOGE.maintenant());
        List<VEvent> apres = evenements(s);
        assertEquals(List.of("session 22 CANCELLED", "seance 23 CONFIRMED"), etats(apres));
        DEROULES.ajouter(s, List.of(matin(j)));
        assertEquals(
                List.of("session 22 CANCELLED", "seance 22 CONFIRMED", "seance 23 CONFIRMED"), etats(evenements(s)));
        for (Seance e : DEROULES.seances(s)) {
            DEROULES.retirer(s, e.id(), HORLOGE.maintenant());
        }
        assertEquals(
                List.of("session 22 CONFIRMED", "seance 22 CANCELLED", "seance 23 CANCELLED"),
                etats(evenements(s)),
                "sans séance, la session reprend ses jours et son UID");
        DEROULES.ajouter(s, List.of(matin(j.plusDays(1))));
        List<VEvent> reposee = evenements(s);
        assertEquals(4 - 1, reposee.size());
        assertEquals(3, reposee.stream().map(e -> valeur(e, "UID")).distinct().count(), "jamais deux fois le même UID");
        assertEquals(
                "session 23 CONFIRMED",
                etats(reposee).stream()
                        .filter(e -> e.startsWith("session"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void retiree_d_un_brouillon_que_nul_n_a_dans_son_agenda_une_seance_n_y_laisse_rien() throws Exception {
        LocalDate j = LocalDate.of(2027, 6, 29);
        long s = session(j, "59350", "Europe/Paris", "BROUILLON");
        DEROULES.ajouter(s, List.of(matin(j), matin(j.plusDays(1))));
        DEROULES.retirer(s, DEROULES.seances(s).get(1).id(), HORLOGE.maintenant());
        JDBI.useHandle(h -> h.execute("update catalogue.session set etat = 'PUBLIEE' where id = ?", s));
        assertEquals(List.of("session 29 CONFIRMED"), etats(evenements(s)));
    }

    @Test
    void une_seance_dans_une_autre_commune_dit_la_sienne_et_son_heure() throws Exception {
        LocalDate j = LocalDate.of(2027, 7, 6);
        long s = session(j, "59350", "Europe/Paris");
        DEROULES.ajouter(
                s,
                List.of(
                        matin(j),
                        new Seance(
                                null,
                                Forme.PRESENCE,
                                "Sur le terrain",
                                j.plusDays(1),
                                j.plusDays(1),
                                LocalTime.of(9, 0),
                                LocalTime.of(12, 0),
                                "Salle Piton",
                                "Saint-Denis",
                                "97411",
                                null,
                                List.of())));
        List<VEvent> lus = evenements(s);
        assertEquals("Salle 9, Antenne, salle 2, Lille", valeur(lus.get(0), "LOCATION"));
        assertEquals("Salle Piton, Saint-Denis", valeur(lus.get(1), "LOCATION"));
        assertEquals(Instant.parse("2027-07-07T05:00:00Z"), commence(lus.get(1)));
    }

    @Test
    void annulee_chaque_seance_l_est_et_le_fichier_le_demande_a_l_agenda() throws Exception {
        LocalDate j = LocalDate.of(2027, 6, 8);
        long s = session(j, "59350", "Europe/Paris");
        DEROULES.ajouter(s, List.of(matin(j), matin(j.plusDays(1))));
        assertTrue(AGENDA.ics(s).orElseThrow().contains("METHOD:PUBLISH\r\n"));
        JDBI.useHandle(h -> h.execute("update catalogue.session set etat = 'ANNULEE' where id = ?", s));
        assertTrue(AGENDA.ics(s).orElseThrow().contains("METHOD:CANCEL\r\n"));
        assertEquals(
                List.of("CANCELLED", "CANCELLED"),
                evenements(s).stream().map(e -> valeur(e, "STATUS")).toList());
    }
}
