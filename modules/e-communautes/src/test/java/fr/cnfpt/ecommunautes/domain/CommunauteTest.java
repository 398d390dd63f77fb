package fr.cnfpt.ecommunautes.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommunauteTest {

    private final Communaute deStage =
            Communaute.deStage(7, 3, "Espaces verts", LocalDate.of(2026, 3, 23), LocalDate.of(2026, 3, 25));

    @ParameterizedTest
    @CsvSource({"2026-03-08,false", "2026-03-09,true", "2026-03-24,true", "2026-04-24,true", "2026-04-25,false"})
    void ouvre_14_jours_avant_et_ferme_30_jours_apres(LocalDate jour, boolean ouverte) {
        assertEquals(ouverte, deStage.estOuverte(jour));
    }

    @Test
    void dit_quand_elle_ouvrira() {
        Refus refus = assertThrows(Refus.class, () -> deStage.exigerOuverte(LocalDate.of(2026, 3, 1)));
        assertEquals("Cette communauté ouvre le lundi 9 mars 2026.", refus.getMessage());
    }

    @Test
    void dit_depuis_quand_elle_est_fermee() {
        Refus refus = assertThrows(Refus.class, () -> deStage.exigerOuverte(LocalDate.of(2026, 5, 1)));
        assertTrue(refus.getMessage().contains("vendredi 24 avril 2026"), refus.getMessage());
    }

    @Test
    void nationale_ne_ferme_jamais() {
        Communaute reseau = Communaute.nationale("État civil", "Réseau", LocalDate.of(2026, 1, 1));
        assertDoesNotThrow(() -> reseau.exigerOuverte(LocalDate.of(2099, 1, 1)));
    }
}
