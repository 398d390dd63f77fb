package fr.cnfpt.outils.calendrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendrierTest {

    @ParameterizedTest
    @CsvSource({
        "2026-12-25, 59, true",
        "2026-12-26, 59, false",
        "2026-12-26, 67, true",
        "2026-04-03, 57, true",
        "2026-04-03, 75, false",
        "2026-04-06, 2A, true",
        "2026-05-27, 971, true",
        "2026-05-22, 972, true",
        "2026-06-10, 973, true",
        "2026-12-20, 974, true",
        "2026-04-27, 976, true",
        "2026-12-20, 59, false",
        "2026-07-14, 974, true",
    })
    void chaque_departement_a_ses_jours_feries(LocalDate jour, String departement, boolean ferie) {
        assertEquals(ferie, Calendrier.ferie(jour, departement).isPresent());
    }

    @Test
    void un_jour_chome_se_nomme() {
        assertEquals(Optional.of("Noël"), Calendrier.chome(LocalDate.of(2026, 12, 25), null));
        assertEquals(Optional.of("dimanche"), Calendrier.chome(LocalDate.of(2026, 11, 29), "59"));
        assertEquals(Optional.empty(), Calendrier.chome(LocalDate.of(2026, 11, 28), "59"));
    }

    @Test
    void l_ascension_peut_tomber_un_8_mai() {
        assertTrue(Calendrier.ferie(LocalDate.of(2059, 5, 8), "59").isPresent());
    }

    @Test
    void les_bureaux_ferment_le_samedi_et_les_jours_feries() {
        LocalDate vendrediDeNoel = LocalDate.of(2026, 12, 25);
        assertFalse(Calendrier.ouvre(vendrediDeNoel, "59"));
        assertEquals(LocalDate.of(2026, 12, 28), Calendrier.ouvreDes(vendrediDeNoel, "59"));
        assertEquals(LocalDate.of(2026, 12, 24), Calendrier.ouvreAuPlusTard(vendrediDeNoel, "59"));
    }
}
