package fr.cnfpt.catalogue.sessions.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.sessions.domain.Scenario;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.Seance.Forme;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Le déroulé d'une session en base, et ce qui s'y trouve pris deux fois. */
class DeroulesSqlTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi();
    private static final Deroules DEROULES = Injection.poser(new Deroules(), JDBI);
    private static final java.time.Instant LE = java.time.Instant.parse("2027-01-15T09:00:00Z");
    private static final LocalDate J = LocalDate.of(2027, 5, 3);

    @BeforeAll
    static void poser() {
        JDBI.useHandle(h -> {
            h.execute("insert into catalogue.specialite values ('ECV', 'd', 'État civil')");
            h.execute(
                    "insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise, contenu)"
                            + " values ('STG-1', 'Stage', 'ECV', 'PRESENTIEL', 'PERFECTIONNEMENT', 'INTER', 1, 0, 'o', 'p', 'c')");
        });
    }

    private static long session(String ville) {
        return JDBI.withHandle(h -> h.createQuery(
                        "insert into catalogue.session (stage_id, type, structure_id, debut, fin, ouverture, cloture, ville, code_insee)"
                                + " values (1, 'INTER', 7, :j, :j, '2027-01-01', '2027-02-01', :v, '59350') returning id")
                .bind("j", J)
                .bind("v", ville)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void une_seance_se_relit_avec_ses_formateurs_dans_l_ordre_des_jours() {
        long s = session("Lens");
        Seance matin = Seance.demiJournee("Ouvrir", J, true, "Salle 9", List.of(71L, 72L));
        Seance avant = new Seance(
                null, Forme.ASYNCHRONE, "Lire", J.minusDays(9), J.minusDays(2), null, null, null, null, List.of());
        DEROULES.ajouter(s, List.of(matin, avant));
        List<Seance> lues = DEROULES.seances(s);
        assertEquals(List.of("Lire", "Ouvrir"), lues.stream().map(Seance::titre).toList());
        assertEquals(List.of(71L, 72L), lues.get(1).formateurs());
        assertEquals(LocalTime.of(12, 30), lues.get(1).fin());
        assertFalse(DEROULES.retirer(s + 1, lues.get(0).id(), LE));
        assertTrue(DEROULES.retirer(s, lues.get(0).id(), LE));
        assertEquals(1, DEROULES.seances(s).size());
    }

    @Test
    void a_distance_une_demi_journee_garde_ses_heures_et_qui_l_anime_et_perd_sa_salle() {
        long s = session("Lens");
        DEROULES.ajouter(s, List.of(Seance.demiJournee("Ouvrir", J, true, "Salle 9", List.of(71L))));
        DEROULES.passerADistance(s, "https://visio.exemple/s");
        Seance lue = DEROULES.seances(s).get(0);
        assertEquals(Forme.SYNCHRONE, lue.forme());
        assertEquals("https://visio.exemple/s", lue.lien());
        assertEquals(null, lue.salle());
        assertEquals(LocalTime.of(12, 30), lue.fin());
        assertEquals(List.of(71L), lue.formateurs());
    }

    @Test
    void une_personne_ou_une_salle_prise_au_meme_moment_se_voit_des_deux_cotes_et_pas_a_une_autre_heure() {
        long une = session("Arras");
        long autre = session("Arras");
        long ailleurs = session("Douai");
        DEROULES.ajouter(une, List.of(Seance.demiJournee("Une", J, true, "Salle Artois", List.of(81L))));
        DEROULES.ajouter(autre, List.of(Seance.demiJournee("Autre", J, true, "salle artois", List.of(81L))));
        DEROULES.ajouter(ailleurs, List.of(Seance.demiJournee("Ailleurs", J, true, "Salle Artois", List.of(82L))));
        DEROULES.ajouter(autre, List.of(Seance.demiJournee("Suite", J, false, "Salle Artois", List.of(82L))));
        assertEquals(
                List.of(81L, 0L),
                DEROULES.doublesEmplois(une).stream()
                        .map(d -> d.formateurId() == null ? 0L : d.formateurId())
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());
        assertTrue(DEROULES.doublesEmplois(une).stream().allMatch(d -> d.autreSessionId() == autre));
        assertEquals(2, DEROULES.doublesEmplois(autre).size());
        assertEquals(List.of(), DEROULES.doublesEmplois(ailleurs));
        JDBI.useHandle(h -> h.execute("update catalogue.session set etat = 'ANNULEE' where id = ?", autre));
        assertEquals(List.of(), DEROULES.doublesEmplois(une));
    }

    @Test
    void une_seance_dit_sa_commune_et_sa_salle_n_est_plus_celle_d_une_autre_ville() {
        long cycle = session("Béthune");
        long surPlace = session("Béthune");
        Seance ailleurs = new Seance(
                null,
                Forme.PRESENCE,
                "Visite",
                J,
                J,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                "Salle Fêtes",
                "Liévin",
                "62510",
                null,
                List.of());
        DEROULES.ajouter(cycle, List.of(ailleurs));
        DEROULES.ajouter(surPlace, List.of(Seance.demiJournee("Sur place", J, true, "Salle Fêtes", List.of())));
        assertEquals("Liévin, Salle Fêtes", DEROULES.temps(cycle).get(0).ou());
        assertEquals("62510", DEROULES.seances(cycle).get(0).codeInsee());
        assertEquals(List.of(), DEROULES.doublesEmplois(surPlace));
        DEROULES.ajouter(session("Liévin"), List.of(Seance.demiJournee("Là-bas", J, true, "Salle Fêtes", List.of())));
        assertEquals(1, DEROULES.doublesEmplois(cycle).size());
    }

    @Test
    void le_scenario_se_relit() {
        long s = session("Lens");
        Scenario scenario = new Scenario("Rendre un cas", "Deux points par semaine", J.minusDays(20), 5L, 6L);
        assertTrue(DEROULES.ecrire(s, null, scenario));
        assertEquals(scenario, DEROULES.scenario(s));
    }

    @Test
    void le_scenario_ne_s_ecrit_que_sur_la_version_lue() {
        long s = session("Lens");
        Scenario sien = new Scenario("Rendre un cas", null, null, 5L, null);
        Scenario autre = new Scenario("Rendre deux cas", null, null, null, null);
        assertTrue(DEROULES.ecrire(s, 1, sien));
        assertFalse(DEROULES.ecrire(s, 1, autre));
        assertEquals(sien, DEROULES.scenario(s));
        assertTrue(DEROULES.ecrire(s, 2, autre));
    }
}
