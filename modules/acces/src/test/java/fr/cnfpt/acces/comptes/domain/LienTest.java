package fr.cnfpt.acces.comptes.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class LienTest {

    private static final Instant T = Instant.parse("2026-03-03T08:00:00Z");

    private static Lien lien() {
        return Lien.activation(12, "lea@caudry.exemple", T, Duration.ofDays(7)).lien();
    }

    private static Refus refus(Lien l, Lien.Usage usage, Instant quand) {
        return assertThrows(Refus.class, () -> l.servir(usage, quand));
    }

    @Test
    void porte_256_bits_jamais_deux_fois_les_memes() {
        String a = Lien.activation(12, "x", T, Duration.ofDays(7)).jeton();
        assertEquals(32, Base64.getUrlDecoder().decode(a).length);
        assertNotEquals(a, Lien.activation(12, "x", T, Duration.ofDays(7)).jeton());
    }

    @Test
    void sert_une_fois_et_dit_quand() {
        Lien l = lien();
        l.servir(Lien.Usage.ACTIVATION, T.plusSeconds(60));
        Refus deuxieme = refus(l, Lien.Usage.ACTIVATION, T.plusSeconds(61));
        assertEquals("lien-servi", deuxieme.code());
        assertEquals("Ce lien a servi le 3 mars 2026, 9 h 01 : connectez-vous.", deuxieme.getMessage());
    }

    @Test
    void vaut_jusqu_a_sa_fin_exclue() {
        assertEquals(
                Lien.Etat.BON,
                lien().etat(Lien.Usage.ACTIVATION, T.plus(Duration.ofDays(7)).minusMillis(1)));
        Refus r = refus(lien(), Lien.Usage.ACTIVATION, T.plus(Duration.ofDays(7)));
        assertEquals("lien-expire", r.code());
        assertTrue(r.getMessage().contains("10 mars 2026"), r.getMessage());
    }

    @Test
    void ne_sert_pas_a_autre_chose() {
        assertEquals(
                "lien-autre-usage", refus(lien(), Lien.Usage.MOT_DE_PASSE, T).code());
    }

    @Test
    void l_ouvrir_ne_le_consomme_pas() {
        Lien l = lien();
        for (int i = 0; i < 5; i++) {
            assertEquals(Lien.Etat.BON, l.etat(Lien.Usage.ACTIVATION, T));
        }
        l.servir(Lien.Usage.ACTIVATION, T);
    }
}
