package fr.cnfpt.commun;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NirTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1850578006084",
                "185057800608436",
                "mon numéro : 1 85 05 78 006 084 36.",
                "2 69 05 49 588 157 80",
                "1 85 05 2A 006 084",
                "285.05.78.006.084"
            })
    void reconnait_13_et_15_chiffres_espaces_ou_non_corse_comprise(String texte) {
        assertTrue(Nir.figureDans(texte));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIRET 73282932000074",
                "appelez le 03 20 15 69 69",
                "6 000 m² tondus",
                "du 23 au 25 mars 2026, 9 h à 17 h",
                "2026-HDF-000123",
                ""
            })
    void laisse_passer_siret_telephones_dates_et_surfaces(String texte) {
        assertFalse(Nir.figureDans(texte));
    }

    @Test
    void nomme_le_champ_a_corriger() {
        Refus refus = assertThrows(Refus.class, () -> Nir.refuserDans("texte", "1850578006084"));
        assertTrue(refus.champ().equals("texte") && refus.genre() == Refus.Genre.INVALIDE);
    }
}
