package fr.cnfpt.planformation.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class SyntheseTest {

    private static final OffsetDateTime DEBUT = OffsetDateTime.parse("2026-11-22T09:00:00+01:00");
    private final Synthese synthese = Synthese.lancer(2027, 7, 36, "CA de Cambrai", "Conseillère 7", DEBUT);

    @Test
    void avancer_deux_fois_au_meme_rang_ne_compte_rien_deux_fois() {
        synthese.avancer(12, "CU d'Arras");
        synthese.avancer(12, "CU d'Arras");
        assertEquals(12, synthese.traites());
        assertEquals("CU d'Arras", synthese.perimetreEnCours());
    }

    @Test
    void se_dit_interrompue_quand_son_execution_ne_tourne_plus() {
        synthese.porter(41);
        assertTrue(synthese.interrompue(false, DEBUT));
        assertFalse(synthese.interrompue(true, DEBUT));
    }

    @Test
    void laisse_trente_secondes_au_traitement_pour_se_declarer() {
        assertFalse(synthese.interrompue(false, DEBUT.plusSeconds(29)));
        assertTrue(synthese.interrompue(false, DEBUT.plusSeconds(31)));
    }

    @Test
    void terminee_n_est_jamais_interrompue() {
        synthese.porter(41);
        synthese.terminer(DEBUT.plusMinutes(2));
        assertFalse(synthese.interrompue(false, DEBUT.plusDays(1)));
        assertEquals(36, synthese.traites());
        assertNull(synthese.perimetreEnCours());
    }
}
