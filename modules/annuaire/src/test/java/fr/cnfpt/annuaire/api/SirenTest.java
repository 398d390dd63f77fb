package fr.cnfpt.annuaire.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SirenTest {

    @ParameterizedTest
    @CsvSource({
        "215901729, true",
        "732829320, true",
        "356000000, true",
        "215901720, false",
        "732829321, false",
        "21590172, false",
        "2159017290, false",
        "21590172A, false",
        "'', false"
    })
    void la_cle_de_luhn_decide(String siren, boolean valide) {
        assertEquals(valide, Siren.valide(siren));
    }

    @ParameterizedTest
    @CsvSource({
        "73282932000074, true",
        "73282932000079, false",
        "35600000000048, true",
        "35600000049837, true",
        "35600000049838, false",
        "7328293200007, false",
        "'', false"
    })
    void celle_d_un_siret_aussi_et_la_poste_a_la_sienne(String siret, boolean valide) {
        assertEquals(valide, Siren.siretValide(siret));
    }
}
