package fr.cnfpt.catalogue.recherche.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portee.Par;
import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.catalogue.api.OffreDeFormation.Filtre;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Le catalogue dans PostgreSQL : qui voit quoi, et ce que la recherche retient. */
class OffreSqlTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("catalogue");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final OffreSql OFFRE = new OffreSql();
    private static final LocalDate DEMAIN = LocalDate.now().plusDays(1);
    private static final CollectiviteInfo DENAIN = new CollectiviteInfo(
            59, "215901729", "Denain", "COMMUNE", "59172", "59", "32", "200042190", 20_665, 7L, true, true);
    private static final CollectiviteInfo ARRAS = new CollectiviteInfo(
            62, "216200410", "Arras", "COMMUNE", "62041", "62", "32", "200033579", 42_000, 7L, true, true);
    private static long stage;

    @BeforeAll
    static void peupler() {
        OFFRE.jdbi = POSTGRES.jdbi();
        StagesDeDemonstration demonstration = Injection.poser(new StagesDeDemonstration(), OFFRE.jdbi);
        demonstration.chargerSpecialites();
        demonstration.chargerSpecialites();
        assertEquals(120, demonstration.chargerStages().size());
        assertEquals(0, demonstration.chargerStages().size());
        stage = OFFRE.stages("état civil", 50).get(0).id();
    }

    private static long publier(String aire, LocalDate cloture) {
        return PostgresDeTest.dans(EMF, em -> {
            Sessions sessions = Injection.poser(new Sessions(), em);
            return sessions.ajouter(Session.publier(
                            new Session.Publication(
                                    stage,
                                    "INTER",
                                    DEMAIN.plusDays(20),
                                    DEMAIN.plusDays(21),
                                    "9 h",
                                    "Béthune",
                                    null,
                                    "62119",
                                    15,
                                    8,
                                    cloture.minusDays(60),
                                    cloture,
                                    null),
                            true,
                            7,
                            Fuseau.PARIS,
                            Set.of(aire)))
                    .id();
        });
    }

    private static boolean voit(CollectiviteInfo c, long session) {
        return OFFRE.sessionVisible(session, c).isPresent()
                && OFFRE.visibles(c, Filtre.tout(0, 200)).sessions().stream().anyMatch(s -> s.id() == session);
    }

    @Test
    void une_session_se_voit_de_son_aire_et_d_elle_seule() {
        long nationale = publier(AireRecrutement.NATIONALE, DEMAIN);
        long regionale = publier(AireRecrutement.region("32"), DEMAIN);
        long duNord = publier(AireRecrutement.departement("59"), DEMAIN);
        long duHainaut = publier(AireRecrutement.epci("200042190"), DEMAIN);
        long aDenain = publier(AireRecrutement.collectivite(59), DEMAIN);
        long enBretagne = publier(AireRecrutement.region("53"), DEMAIN);
        for (long s : List.of(nationale, regionale, duNord, duHainaut, aDenain)) {
            assertTrue(voit(DENAIN, s));
        }
        assertTrue(voit(ARRAS, nationale) && voit(ARRAS, regionale));
        for (long s : List.of(duNord, duHainaut, aDenain, enBretagne)) {
            assertFalse(OFFRE.sessionVisible(s, ARRAS).isPresent());
        }
        Map<CollectiviteInfo, Map<Long, SessionInfo>> ensemble = OFFRE.sessionsVisibles(
                Map.of(DENAIN, Set.of(nationale, duNord, enBretagne), ARRAS, Set.of(duNord, regionale)));
        assertEquals(Set.of(nationale, duNord), ensemble.get(DENAIN).keySet());
        assertEquals(Set.of(regionale), ensemble.get(ARRAS).keySet(), "lues ensemble, chacune n'a que les siennes");
    }

    @Test
    void avec_places_ne_montre_que_les_sessions_dont_qui_tient_les_places_dit_qu_il_en_reste() {
        long libre = publier(AireRecrutement.NATIONALE, DEMAIN);
        long pleine = publier(AireRecrutement.NATIONALE, DEMAIN);
        OFFRE.places = (critere, session) -> session + " <> " + pleine;
        List<Long> vues = OFFRE
                .visibles(
                        DENAIN, new Filtre("", List.of(), List.of(), Set.of(PlacesPrises.Critere.LIBRE), false, 0, 200))
                .sessions()
                .stream()
                .map(SessionInfo::id)
                .toList();
        assertTrue(vues.contains(libre) && !vues.contains(pleine));
        assertTrue(voit(DENAIN, pleine));
    }

    @Test
    void une_formation_en_situation_de_travail_se_choisit_et_se_lit_dans_la_session() {
        long afest = OFFRE.jdbi.withHandle(h -> h.createQuery("select id from catalogue.stage where code = 'EVP-004'")
                .mapTo(Long.class)
                .one());
        long id = OFFRE.jdbi.withHandle(h -> {
            long s = h.createQuery(
                            "insert into catalogue.session (stage_id, type, structure_id, debut, fin, code_insee, ouverture, cloture) values (:s, 'INTER', 7, :d, :d, '59350', current_date - 9, :d) returning id")
                    .bind("s", afest)
                    .bind("d", DEMAIN.plusDays(9))
                    .mapTo(Long.class)
                    .one();
            h.execute("insert into catalogue.aire_recrutement (session_id, cle) values (?, 'N')", s);
            return s;
        });
        assertTrue(OFFRE.session(id).orElseThrow().afest());
        Filtre choisies = new Filtre(
                "",
                java.util.Map.of(Critere.FORME, List.of("AFEST")),
                Set.of(),
                false,
                0,
                50,
                fr.cnfpt.catalogue.api.OffreDeFormation.Tri.DATE,
                null);
        var page = OFFRE.visibles(DENAIN, choisies);
        assertTrue(page.sessions().stream().allMatch(SessionInfo::afest) && page.total() > 0);
        assertTrue(page.facette(Critere.FORME).stream()
                .anyMatch(f -> f.code().equals("AFEST") && f.libelle().startsWith("En situation de travail")));
    }

    @Test
    void qui_organise_et_qui_anime_voient_les_leurs_d_une_page_comme_d_une_fiche() {
        long animee = publier(AireRecrutement.NATIONALE, DEMAIN);
        long reprise = publier(AireRecrutement.NATIONALE, DEMAIN);
        OFFRE.jdbi.useHandle(h -> {
            h.execute("update catalogue.session set formateur_compte_id = 41 where id = ?", animee);
            h.execute("update catalogue.session set structure_id = 6 where id = ?", reprise);
        });
        assertEquals(Set.of(animee), organisees(new Portee(Par.FORMATEUR, Set.of(41L), null)));
        OFFRE.jdbi.useHandle(h -> {
            h.execute(
                    "insert into catalogue.seance (session_id, forme, titre, jour, jusqu_au, debut, fin) select id, 'PRESENCE', 'Les cas', debut, debut, '09:00', '12:00' from catalogue.session where id = ?",
                    reprise);
            h.execute("insert into catalogue.seance_formateur select max(id), 41 from catalogue.seance");
        });
        assertEquals(
                Set.of(animee, reprise),
                OFFRE.duFormateur(41).stream().map(SessionInfo::id).collect(Collectors.toSet()),
                "une séance suffit");
        assertEquals(Set.of(reprise), organisees(new Portee(Par.STRUCTURES, Set.of(6L), 6L)));
        Set<Long> deSept = organisees(new Portee(Par.STRUCTURES, Set.of(7L), 7L));
        assertTrue(deSept.contains(animee) && !deSept.contains(reprise));
        Set<Long> apresFusion = organisees(new Portee(Par.STRUCTURES, Set.of(7L, 6L), 7L));
        assertTrue(apresFusion.containsAll(deSept) && apresFusion.contains(reprise));
        assertEquals(Set.of(), organisees(new Portee(Par.COLLECTIVITES, Set.of(7L, 6L, 41L), null)));
        assertTrue(organisees(Portee.ENTIERE).containsAll(List.of(animee, reprise)));
    }

    private static Set<Long> organisees(Portee portee) {
        Set<Long> page =
                OFFRE
                        .organisees(portee, new Filtre("", List.of(), List.of(), Set.of(), true, 0, 10_000))
                        .sessions()
                        .stream()
                        .map(SessionInfo::id)
                        .collect(Collectors.toSet());
        Set<Long> uneAUne = OFFRE
                .organisees(Portee.ENTIERE, new Filtre("", List.of(), List.of(), Set.of(), true, 0, 10_000))
                .sessions()
                .stream()
                .filter(s -> s.estVuePar(portee))
                .map(SessionInfo::id)
                .collect(Collectors.toSet());
        assertEquals(uneAUne, page);
        return page;
    }

    @Test
    void une_session_close_quitte_le_catalogue_mais_se_lit_encore() {
        long close = publier(AireRecrutement.NATIONALE, DEMAIN.minusDays(2));
        assertTrue(OFFRE.sessionVisible(close, DENAIN).isPresent());
        assertFalse(
                OFFRE.visibles(DENAIN, Filtre.tout(0, 200)).sessions().stream().anyMatch(s -> s.id() == close));
    }

    @Test
    void une_session_dont_la_cloture_change_suit_son_aire() {
        long id = publier(AireRecrutement.NATIONALE, DEMAIN.minusDays(2));
        OFFRE.jdbi.useHandle(h -> h.execute("update catalogue.session set cloture = ? where id = ?", DEMAIN, id));
        assertTrue(voit(DENAIN, id));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris,       2026-12-31, 2026-12-31T22:59:59Z, 2026-12-31T23:00:00Z",
        "Indian/Reunion,     2026-12-31, 2026-12-31T19:59:59Z, 2026-12-31T20:00:00Z",
        "Indian/Mayotte,     2026-12-31, 2026-12-31T20:59:59Z, 2026-12-31T21:00:00Z",
        "America/Martinique, 2026-12-31, 2027-01-01T03:59:59Z, 2027-01-01T04:00:00Z",
        "America/Cayenne,    2026-12-31, 2027-01-01T02:59:59Z, 2027-01-01T03:00:00Z",
        // Un jour de vingt-trois heures, un de vingt-cinq, un qui ne vient qu'une année sur quatre.
        "Europe/Paris,       2027-03-28, 2027-03-28T21:59:59Z, 2027-03-28T22:00:00Z",
        "America/Guadeloupe, 2027-03-28, 2027-03-29T03:59:59Z, 2027-03-29T04:00:00Z",
        "Europe/Paris,       2027-10-31, 2027-10-31T22:59:59Z, 2027-10-31T23:00:00Z",
        "Europe/Paris,       2028-02-29, 2028-02-29T22:59:59Z, 2028-02-29T23:00:00Z",
    })
    void une_session_se_clot_a_minuit_de_qui_l_organise_les_jours_qui_changent_aussi(
            String fuseau, LocalDate cloture, Instant avant, Instant apres) {
        long id = publier(AireRecrutement.NATIONALE, DEMAIN);
        OFFRE.jdbi.useHandle(h -> h.execute(
                "update catalogue.session set fuseau = ?, ouverture = ?, cloture = ?, debut = ?, fin = ? where id = ?",
                fuseau,
                cloture.minusDays(60),
                cloture,
                cloture,
                cloture,
                id));
        assertEquals(List.of(true, false), List.of(seVoit(id, avant), seVoit(id, apres)));
        OFFRE.jdbi.useHandle(h -> h.execute("update catalogue.session set etat = 'ANNULEE' where id = ?", id));
    }

    private static boolean seVoit(long session, Instant quand) {
        OffreSql alors = new OffreSql();
        alors.jdbi = POSTGRES.jdbi(new Horloge(Clock.fixed(quand, Horloge.PARIS)));
        return alors.visibles(DENAIN, Filtre.tout(0, 10_000)).sessions().stream()
                .anyMatch(s -> s.id() == session);
    }

    @Test
    void la_recherche_ignore_accents_et_majuscules_et_veut_tous_les_mots() {
        long s = publier(AireRecrutement.NATIONALE, DEMAIN);
        assertTrue(trouve("ETAT CIVIL bethune", s));
        assertFalse(trouve("etat civil lille", s));
        assertFalse(trouve("100% _", s));
    }

    private static boolean trouve(String mots, long session) {
        return OFFRE
                .visibles(DENAIN, new Filtre(mots, List.of(), List.of(), Set.of(), false, 0, 200))
                .sessions()
                .stream()
                .anyMatch(s -> s.id() == session);
    }

    @Test
    void les_facettes_comptent_ce_que_donnerait_chaque_choix() {
        publier(AireRecrutement.NATIONALE, DEMAIN);
        SessionInfo s = OFFRE.visibles(DENAIN, Filtre.tout(0, 1)).sessions().get(0);
        var page = OFFRE.visibles(
                DENAIN, new Filtre("", List.of(s.modalite().name()), List.of(), Set.of(), false, 0, 200));
        assertEquals(
                page.total(),
                page.modalites().stream()
                        .filter(f -> f.code().equals(s.modalite().name()))
                        .findFirst()
                        .orElseThrow()
                        .nombre());
    }

    @Test
    void la_base_refuse_une_duree_qui_contredit_la_modalite() {
        assertTrue(assertThrows(
                        Exception.class,
                        () -> OFFRE.jdbi.useHandle(h -> h.execute(
                                "update catalogue.stage set distance_heures = 4 where modalite = 'WEBINAIRE'")))
                .getMessage()
                .contains("ck_stage_duree_selon_modalite"));
    }
}
