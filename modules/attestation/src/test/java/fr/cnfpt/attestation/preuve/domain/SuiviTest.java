package fr.cnfpt.attestation.preuve.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.commun.Refus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiviTest {

    private static final Instant LE = Instant.parse("2026-03-26T08:00:00Z");
    private final Suivi suivi = Suivi.ouvrir(70, 7, 3, 1);
    private final Formation modules =
            new Formation(Modalite.MIXTE_MODULES, new BigDecimal("3"), new BigDecimal("4"), false, false);
    private final Formation presentiel =
            new Formation(Modalite.PRESENTIEL, new BigDecimal("3"), BigDecimal.ZERO, false, false);

    private void saisir(Formation f, boolean present, String jours, String part, ModeWebinaire mode) {
        suivi.recevoir(
                new Suivi.Saisie(
                        70,
                        present,
                        jours == null ? null : new BigDecimal(jours),
                        part == null ? null : new BigDecimal(part),
                        mode),
                f,
                "Formatrice 12",
                LE);
    }

    @Test
    void un_present_sans_precision_a_tout_suivi() {
        saisir(presentiel, true, null, null, null);
        assertEquals(0, new BigDecimal("3").compareTo(suivi.joursSuivis()));
    }

    @Test
    void un_absent_n_a_suivi_aucun_jour() {
        saisir(presentiel, false, "3", null, null);
        assertEquals(0, suivi.joursSuivis().signum());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "-1"})
    void refuse_plus_de_jours_que_la_session_n_en_compte(String jours) {
        assertEquals(
                "joursSuivis",
                assertThrows(Refus.class, () -> saisir(presentiel, true, jours, null, null))
                        .champ());
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.01", "-0.01"})
    void refuse_une_part_hors_de_0_a_100(String part) {
        assertEquals(
                "partDistance",
                assertThrows(Refus.class, () -> saisir(modules, true, "3", part, null))
                        .champ());
    }

    @Test
    void refuse_une_precision_que_la_base_arrondirait() {
        assertEquals(
                "partDistance",
                assertThrows(Refus.class, () -> saisir(modules, true, "3", "49.995", null))
                        .champ());
    }

    @Test
    void garde_un_suivi_inconnu_comme_inconnu() {
        saisir(modules, true, "3", null, null);
        assertNull(suivi.partDistance());
    }

    @Test
    void ne_garde_pas_ce_que_la_modalite_ne_regarde_pas() {
        saisir(presentiel, true, "3", "80", ModeWebinaire.SYNCHRONE);
        assertNull(suivi.partDistance());
        assertNull(suivi.webinaire());
    }

    @Test
    void une_nouvelle_saisie_efface_le_refus_de_l_examen() {
        saisir(modules, true, "3", null, null);
        suivi.refuser("Le suivi à distance n'est pas renseigné.", LE);
        saisir(modules, true, "3", "80", null);
        assertNull(suivi.motifRefus());
        assertEquals(false, suivi.examine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "2.25"})
    void garde_de_zero_jour_a_tous(String jours) {
        saisir(presentiel, true, jours, null, null);
        assertEquals(new BigDecimal(jours), suivi.joursSuivis());
        assertEquals(LE, suivi.saisiLe());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100", "49.99"})
    void garde_une_part_de_0_a_100(String part) {
        saisir(modules, true, "3", part, null);
        assertEquals(new BigDecimal(part), suivi.partDistance());
    }

    @Test
    void refuse_des_jours_trop_precis_en_nommant_les_jours() {
        assertEquals(
                "joursSuivis",
                assertThrows(Refus.class, () -> saisir(presentiel, true, "1.255", null, null))
                        .champ());
    }

    @Test
    void garde_le_mode_d_un_webinaire_qui_distingue_le_direct_et_lui_seul() {
        Formation dansUneFormation =
                new Formation(Modalite.WEBINAIRE, BigDecimal.ZERO, new BigDecimal("1"), false, false);
        saisir(dansUneFormation, true, null, null, ModeWebinaire.SYNCHRONE);
        assertEquals(ModeWebinaire.SYNCHRONE, suivi.webinaire());
        saisir(dansUneFormation, false, null, null, ModeWebinaire.SYNCHRONE);
        assertNull(suivi.webinaire());
        Formation isole = new Formation(Modalite.WEBINAIRE, BigDecimal.ZERO, new BigDecimal("1"), true, false);
        saisir(isole, true, null, null, ModeWebinaire.SYNCHRONE);
        assertNull(suivi.webinaire());
    }

    private static final Set<Long> SIX = Set.of(1L, 2L, 3L, 4L, 5L, 6L);

    private void emarger(Map<Long, Boolean> dits, Set<Long> seances) {
        suivi.recevoir(new Suivi.Saisie(70, true, null, dits, null, null), presentiel, seances, "Formatrice 12", LE);
    }

    @Test
    void l_emargement_d_une_demi_journee_ne_dit_rien_des_autres() {
        emarger(Map.of(1L, true, 2L, false), SIX);
        assertEquals(new DemiJournees(1, 2, 6), suivi.demiJournees());
        assertEquals(0, new BigDecimal("0.5").compareTo(suivi.joursSuivis()));
        emarger(Map.of(3L, true, 4L, true, 5L, true, 6L, true), SIX);
        assertEquals(new DemiJournees(5, 6, 6), suivi.demiJournees());
        assertEquals(0, new BigDecimal("2.5").compareTo(suivi.joursSuivis()));
        emarger(Map.of(1L, false), SIX);
        assertEquals(new DemiJournees(4, 6, 6), suivi.demiJournees(), "se corrige");
    }

    @Test
    void n_etre_venu_a_aucune_demi_journee_c_est_etre_absent() {
        emarger(Map.of(1L, false), SIX);
        assertEquals(false, suivi.present());
        assertEquals(0, suivi.joursSuivis().signum());
    }

    @Test
    void une_seance_retiree_du_deroule_n_est_plus_emargee_et_une_inconnue_se_refuse() {
        emarger(Map.of(1L, true, 6L, true), SIX);
        emarger(Map.of(2L, true), Set.of(1L, 2L, 3L, 4L, 5L, 7L));
        assertEquals(Map.of(1L, true, 2L, true), suivi.emargements());
        assertEquals(
                "emargements",
                assertThrows(Refus.class, () -> emarger(Map.of(99L, true), SIX)).champ());
    }

    @Test
    void notee_en_jours_la_ligne_n_a_plus_de_demi_journee() {
        emarger(Map.of(1L, true), SIX);
        saisir(presentiel, true, "2", null, null);
        assertNull(suivi.demiJournees());
        assertEquals(Map.of(), suivi.emargements());
    }
}
