package fr.cnfpt.acces.comptes.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MoyenTest {

    private static final Instant T = Instant.parse("2026-03-03T08:00:00Z");

    private final Moyen moyen = Moyen.pour(Personne.jointeA("lea@x.fr"), " Lea.P ", "empreinte", true);

    @Test
    void cinq_echecs_bloquent_un_quart_d_heure() {
        for (int i = 0; i < 5; i++) {
            assertTrue(moyen.peutEssayer(T));
            moyen.noterEchec(T);
        }
        assertFalse(moyen.peutEssayer(T.plus(Duration.ofMinutes(14))));
        assertTrue(moyen.peutEssayer(T.plus(Duration.ofMinutes(15))));
    }

    @Test
    void une_reussite_efface_les_echecs() {
        for (int i = 0; i < 4; i++) {
            moyen.noterEchec(T);
        }
        moyen.noterReussite();
        moyen.noterEchec(T);
        assertTrue(moyen.peutEssayer(T));
    }

    @Test
    void changer_de_mot_de_passe_fait_tomber_les_connexions_de_la_personne() {
        int avant = moyen.personne().sessions();
        assertTrue(moyen.aChanger());
        moyen.recevoirEmpreinte("autre", false);
        assertFalse(moyen.aChanger());
        assertNotEquals(avant, moyen.personne().sessions());
    }

    @Test
    void l_identifiant_est_en_minuscules_et_sans_caractere_inattendu() {
        assertEquals("lea.p", moyen.identifiant());
        assertThrows(Refus.class, () -> moyen.seNommer("léa !"));
    }
}
