package fr.cnfpt.catalogue.sessions.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.catalogue.sessions.domain.Seance.Forme;
import fr.cnfpt.commun.Refus;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Une demi-journée, une séquence en direct, une fenêtre : chacune a ce qu'il lui faut, et rien de plus. */
class SeanceTest {

    private static final LocalDate LUNDI = LocalDate.of(2026, 3, 2);
    private static final LocalDate MARDI = LUNDI.plusDays(1);

    private static Seance seance(
            Forme f, LocalDate jour, LocalDate au, String de, String a, String salle, String lien) {
        return new Seance(
                null,
                f,
                "Étude de cas",
                jour,
                au,
                de == null ? null : LocalTime.parse(de),
                a == null ? null : LocalTime.parse(a),
                salle,
                lien,
                List.of());
    }

    private static String champ(Seance s) {
        return assertThrows(Refus.class, () -> s.valable(LUNDI, MARDI)).champ();
    }

    @Test
    void une_demi_journee_tient_dans_la_session_et_en_cinq_heures() {
        assertDoesNotThrow(() -> Seance.demiJournee("Étude de cas", MARDI, true, "Salle 2", List.of())
                .valable(LUNDI, MARDI));
        assertEquals("jour", champ(seance(Forme.PRESENCE, MARDI.plusDays(1), MARDI, "09:00", "12:00", null, null)));
        assertEquals("fin", champ(seance(Forme.PRESENCE, LUNDI, LUNDI, "09:00", "17:00", null, null)));
        assertEquals("fin", champ(seance(Forme.PRESENCE, LUNDI, LUNDI, "12:00", "09:00", null, null)));
        assertEquals("debut", champ(seance(Forme.PRESENCE, LUNDI, LUNDI, null, "12:00", null, null)));
    }

    @Test
    void une_demi_journee_peut_se_tenir_dans_une_autre_commune_une_sequence_a_distance_non() {
        Seance arras = new Seance(
                null,
                Forme.PRESENCE,
                "Visite",
                LUNDI,
                LUNDI,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                null,
                "Arras",
                "62041",
                null,
                List.of());
        assertEquals("Arras", arras.valable(LUNDI, MARDI).ou());
        assertEquals(
                "commune",
                champ(new Seance(
                        null,
                        Forme.ASYNCHRONE,
                        "Lire",
                        LUNDI,
                        MARDI,
                        null,
                        null,
                        null,
                        "Arras",
                        "62041",
                        null,
                        List.of())));
    }

    @Test
    void une_sequence_en_direct_a_son_lien_et_pas_de_salle() {
        assertDoesNotThrow(
                () -> seance(Forme.SYNCHRONE, LUNDI, LUNDI, "14:00", "15:00", null, "https://classe.exemple.fr/a")
                        .valable(LUNDI, MARDI));
        assertEquals("lien", champ(seance(Forme.SYNCHRONE, LUNDI, LUNDI, "14:00", "15:00", null, null)));
        assertEquals("lien", champ(seance(Forme.SYNCHRONE, LUNDI, LUNDI, "14:00", "15:00", null, "http://a.fr/x")));
        assertEquals(
                "salle", champ(seance(Forme.SYNCHRONE, LUNDI, LUNDI, "14:00", "15:00", "Salle 2", "https://a.fr/x")));
    }

    @Test
    void une_fenetre_a_deux_jours_aucune_heure_et_peut_preceder_la_session() {
        Seance avant = seance(Forme.ASYNCHRONE, LUNDI.minusDays(10), LUNDI.minusDays(1), null, null, null, null);
        assertDoesNotThrow(() -> avant.valable(LUNDI, MARDI));
        assertEquals("du 20 février au 1er mars 2026", avant.quand());
        assertEquals("jusquAu", champ(seance(Forme.ASYNCHRONE, LUNDI, null, null, null, null, null)));
        assertEquals("debut", champ(seance(Forme.ASYNCHRONE, LUNDI, MARDI, "09:00", "10:00", null, null)));
    }
}
