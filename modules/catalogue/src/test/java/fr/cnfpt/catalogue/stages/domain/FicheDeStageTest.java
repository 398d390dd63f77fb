package fr.cnfpt.catalogue.stages.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ce qu'une fiche dit, et ce qu'il lui faut pour valoir. */
class FicheDeStageTest {

    private static final Regle ARRETE =
            new Regle("La fiche le dit.", "Arrêté du 1er août 2023", LocalDate.of(2023, 8, 1));
    private static final Map<Mention, Regle> EXIGEES = toutes();

    private static Map<Mention, Regle> toutes() {
        Map<Mention, Regle> m = new TreeMap<>();
        for (Mention x : Mention.values()) {
            if (x != Mention.OBJECTIFS && !x.facultative()) {
                m.put(x, ARRETE);
            }
        }
        return m;
    }

    private static Map<Mention, String> completes() {
        Map<Mention, String> t = new EnumMap<>(Mention.class);
        for (Mention m : Mention.values()) {
            if (!m.enSituation()) {
                t.put(m, "Dit.");
            }
        }
        return t;
    }

    private static FicheDeStage fiche(Modalite m, double presentiel, double distance, Map<Mention, String> textes) {
        return new FicheDeStage(
                "ECV-001",
                "L'état civil",
                "ECV",
                m,
                "PERFECTIONNEMENT",
                "INTER",
                BigDecimal.valueOf(presentiel),
                BigDecimal.valueOf(distance),
                false,
                false,
                false,
                null,
                null,
                null,
                textes);
    }

    private static List<Mention> manques(FicheDeStage f) {
        return f.manques(EXIGEES).stream().map(FicheDeStage.Manque::mention).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PRESENTIEL, 3, 0",
        "PRESENTIEL_ENRICHI, 1.5, 0",
        "MIXTE_APPORT, 1, 2",
        "MIXTE_COMMUNAUTE, 2, 3",
        "MIXTE_MODULES, 1, 6",
        "WEBINAIRE, 0, 2",
        "E_FORMATION, 0, 12",
        "MOOC, 0, 20",
        "E_COMMUNAUTE, 0, 0"
    })
    void les_durees_suivent_la_modalite(Modalite m, double presentiel, double distance) {
        assertDoesNotThrow(() -> fiche(m, presentiel, distance, completes()).publiable(EXIGEES));
    }

    @ParameterizedTest
    @CsvSource({
        "PRESENTIEL, 0, 0",
        "PRESENTIEL, 1, 2",
        "PRESENTIEL, 0.25, 0",
        "MIXTE_APPORT, 0, 2",
        "MIXTE_MODULES, 1, 0",
        "WEBINAIRE, 0, 2.5",
        "WEBINAIRE, 1, 1",
        "E_FORMATION, 1, 12",
        "MOOC, 0, 0",
        "E_COMMUNAUTE, 1, 0"
    })
    void les_durees_qui_contredisent_la_modalite_sont_refusees(Modalite m, double presentiel, double distance) {
        Refus r = assertThrows(
                Refus.class, () -> fiche(m, presentiel, distance, completes()).publiable(EXIGEES));
        assertTrue(List.of("presentielJours", "distanceHeures").contains(r.champ()), r.champ());
    }

    @Test
    void une_formation_en_situation_de_travail_dit_son_tutorat_ses_mises_en_situation_et_ses_phases_reflexives() {
        Map<Mention, String> textes = completes();
        assertEquals(false, fiche(Modalite.PRESENTIEL, 2, 0, textes).enSituationDeTravail());
        textes.put(Mention.TUTORAT, "Un chef d'équipe");
        FicheDeStage afest = fiche(Modalite.PRESENTIEL, 2, 0, textes);
        assertEquals(true, afest.enSituationDeTravail());
        assertEquals(
                List.of(Mention.ANALYSE_ACTIVITE, Mention.MISES_EN_SITUATION, Mention.PHASES_REFLEXIVES),
                afest.manques(EXIGEES).stream()
                        .map(FicheDeStage.Manque::mention)
                        .toList());
        assertEquals(
                List.of("formation en situation de travail (AFEST)"),
                afest.aLire().get("Forme"));
        FicheDeStage sansPoste = fiche(Modalite.E_FORMATION, 0, 6, textes);
        assertEquals(
                "presentielJours",
                assertThrows(Refus.class, () -> sansPoste.publiable(Map.of())).champ());
    }

    @Test
    void une_fiche_qui_tait_une_mention_ne_se_publie_pas_et_le_refus_les_nomme_toutes_avec_leur_source() {
        Map<Mention, String> textes = completes();
        textes.remove(Mention.REPAS);
        textes.remove(Mention.COMPETENCES);
        textes.remove(Mention.METHODES);
        Refus r = assertThrows(
                Refus.class, () -> fiche(Modalite.PRESENTIEL, 2, 0, textes).publiable(EXIGEES));
        assertTrue(
                r.getMessage()
                        .contains("Compétences visées (Arrêté du 1er août 2023) ; Repas (Arrêté du 1er août 2023)"),
                r.getMessage());
    }

    @Test
    void la_presence_et_la_distance_ont_chacune_leurs_mentions() {
        Map<Mention, String> rien = Map.of();
        assertTrue(manques(fiche(Modalite.PRESENTIEL, 2, 0, rien)).contains(Mention.HEBERGEMENT));
        assertTrue(!manques(fiche(Modalite.PRESENTIEL, 2, 0, rien)).contains(Mention.ASSISTANCE_TECHNIQUE));
        assertTrue(manques(fiche(Modalite.E_FORMATION, 0, 6, rien)).contains(Mention.ASSISTANCE_TECHNIQUE));
        assertTrue(!manques(fiche(Modalite.E_FORMATION, 0, 6, rien)).contains(Mention.SEQUENCEMENT));
        assertTrue(manques(fiche(Modalite.MIXTE_MODULES, 1, 6, rien))
                .containsAll(List.of(Mention.SEQUENCEMENT, Mention.REPAS, Mention.ASSISTANCE_PEDAGOGIQUE)));
    }

    @Test
    void ce_a_quoi_l_on_ne_s_inscrit_pas_ici_n_en_doit_aucune() {
        assertEquals(List.of(), manques(fiche(Modalite.E_COMMUNAUTE, 0, 0, Map.of())));
        assertEquals(List.of(), manques(fiche(Modalite.MOOC, 0, 20, Map.of())));
    }

    @Test
    void un_brouillon_se_garde_incomplet_et_une_regle_levee_n_exige_plus() {
        FicheDeStage f = fiche(Modalite.PRESENTIEL, 0, 0, Map.of());
        assertDoesNotThrow(f::enBrouillon);
        assertEquals(List.of(), f.manques(Map.of()));
    }

    @Test
    void deux_fiches_qui_disent_la_meme_chose_sont_egales_et_leur_ecart_se_nomme() {
        FicheDeStage avant = fiche(Modalite.PRESENTIEL, 2, 0, completes());
        assertEquals(avant, fiche(Modalite.PRESENTIEL, 2.0, 0.00, completes()));
        Map<Mention, String> textes = completes();
        textes.put(Mention.REPAS, "Pris en charge.");
        textes.remove(Mention.METHODES);
        FicheDeStage apres = fiche(Modalite.PRESENTIEL, 3, 0, textes);
        assertNotEquals(avant, apres);
        List<FicheDeStage.Ecart> ecarts = apres.depuis(avant, Map.of(), Map.of());
        assertEquals(
                List.of("En présence", "Méthodes", "Repas"),
                ecarts.stream().map(FicheDeStage.Ecart::libelle).toList());
        assertEquals("2 j de 6 heures", ecarts.get(0).avant());
        assertNull(ecarts.get(1).apres());
    }
}
