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
}
