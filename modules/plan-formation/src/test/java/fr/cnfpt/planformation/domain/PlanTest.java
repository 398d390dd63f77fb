package fr.cnfpt.planformation.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final OffsetDateTime MAINTENANT = OffsetDateTime.parse("2026-11-22T09:00:00+01:00");
    private final Plan plan = Plan.ouvrir(59172, 7L, 2027);

    @Test
    void se_complete_tant_qu_il_est_en_brouillon() {
        plan.ajouter(besoin(3, 1, null));
        plan.ajouter(besoin(2, 2, LocalDate.of(2027, 6, 30)));
        assertEquals(2, plan.besoins().size());
    }

    @Test
    void ne_se_transmet_pas_vide() {
        assertEquals(
                "plan-vide",
                assertThrows(Refus.class, () -> plan.transmettre(null, null, MAINTENANT))
                        .code());
    }

    @Test
    void ne_se_modifie_plus_une_fois_transmis() {
        plan.ajouter(besoin(3, 1, null));
        plan.transmettre(LocalDate.of(2026, 10, 1), null, MAINTENANT);
        assertTrue(plan.transmis());
        assertEquals(
                "plan-transmis",
                assertThrows(Refus.class, () -> plan.ajouter(besoin(3, 1, null)))
                        .code());
        assertEquals(
                "plan-transmis",
                assertThrows(Refus.class, () -> plan.retirer(1)).code());
        assertEquals(
                "plan-transmis",
                assertThrows(Refus.class, () -> plan.transmettre(null, null, MAINTENANT))
                        .code());
    }

    @Test
    void refuse_un_avis_ou_une_presentation_dates_dans_l_avenir() {
        plan.ajouter(besoin(3, 1, null));
        assertEquals(
                "avisCst",
                assertThrows(Refus.class, () -> plan.transmettre(LocalDate.of(2026, 11, 23), null, MAINTENANT))
                        .champ());
        assertEquals(
                "assemblee",
                assertThrows(Refus.class, () -> plan.transmettre(null, LocalDate.of(2027, 1, 1), MAINTENANT))
                        .champ());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5001})
    void refuse_un_effectif_impossible(int effectif) {
        assertEquals(
                "effectif",
                assertThrows(Refus.class, () -> plan.ajouter(besoin(effectif, 1, null)))
                        .champ());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void refuse_une_priorite_hors_de_1_a_3(int priorite) {
        assertEquals(
                "priorite",
                assertThrows(Refus.class, () -> plan.ajouter(besoin(1, priorite, null)))
                        .champ());
    }

    @Test
    void refuse_une_echeance_avant_l_annee_du_plan() {
        assertEquals(
                "echeance",
                assertThrows(Refus.class, () -> plan.ajouter(besoin(1, 1, LocalDate.of(2026, 12, 31))))
                        .champ());
    }

    @Test
    void ne_retire_pas_le_besoin_d_un_autre_plan() {
        plan.ajouter(besoin(1, 1, null));
        assertEquals(
                Refus.Genre.INTROUVABLE,
                assertThrows(Refus.class, () -> plan.retirer(999)).genre());
        assertEquals(1, plan.besoins().size());
    }

    private static BesoinSaisi besoin(int effectif, int priorite, LocalDate echeance) {
        return new BesoinSaisi("ETC", Nature.PERFECTIONNEMENT, "Agents d'accueil", effectif, true, priorite, echeance);
    }

    private static BesoinSaisi saisi(
            String theme, Nature nature, String publicVise, Integer effectif, Integer priorite, LocalDate echeance) {
        return new BesoinSaisi(theme, nature, publicVise, effectif, false, priorite, echeance);
    }

    @Test
    void dit_le_champ_qui_manque_ou_deborde() {
        Nature n = Nature.values()[0];
        Map.of(
                        "theme", saisi(null, n, "Agents d'accueil", 3, 1, null),
                        "nature", saisi("ACCUEIL", null, "Agents d'accueil", 3, 1, null),
                        "publicVise", saisi("ACCUEIL", n, "a".repeat(201), 3, 1, null),
                        "effectif", saisi("ACCUEIL", n, "Agents d'accueil", null, 1, null),
                        "priorite", saisi("ACCUEIL", n, "Agents d'accueil", 3, 4, null),
                        "echeance", saisi("ACCUEIL", n, "Agents d'accueil", 3, 1, LocalDate.of(2026, 12, 31)))
                .forEach((champ, besoin) -> assertEquals(
                        champ,
                        assertThrows(Refus.class, () -> plan.ajouter(besoin)).champ()));
        assertEquals(0, plan.besoins().size());
    }

    @Test
    void admet_chaque_borne_et_garde_ce_qui_est_saisi() {
        LocalDate premier = LocalDate.of(2027, 1, 1);
        plan.ajouter(saisi("ACCUEIL", Nature.values()[0], "a".repeat(200), 5000, 3, premier));
        Besoin b = plan.besoins().get(0);
        assertEquals("a".repeat(200), b.publicVise());
        assertEquals(3, b.priorite());
        assertEquals(premier, b.echeance());
        assertFalse(b.ferme());
    }
}
