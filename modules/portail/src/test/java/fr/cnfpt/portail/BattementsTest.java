package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Battements;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Ce qu'un serveur sait des traitements d'un autre : ce que la base a entendu, et depuis quand. */
class BattementsTest {

    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Jdbi jdbi = PostgresDeTest.avec("batch").jdbi();
    private final Battements battements = new Battements(jdbi);

    @Test
    void une_execution_qui_bat_est_tenue_jusqu_a_ce_qu_on_l_oublie() {
        assertFalse(battements.entendu(1, SILENCE));
        battements.battre(1);
        battements.battre(1);
        assertTrue(battements.entendu(1, SILENCE));
        assertFalse(battements.entendu(2, SILENCE));
        battements.oublier(1);
        assertFalse(battements.entendu(1, SILENCE));
    }

    @Test
    void une_execution_muette_depuis_vingt_secondes_n_est_plus_tenue_par_personne() {
        battements.battre(3);
        jdbi.useHandle(h ->
                h.execute("update batch.battement set vu_le = vu_le - interval '21 seconds' where execution_id = 3"));
        assertFalse(battements.entendu(3, SILENCE));
        battements.battre(3);
        assertTrue(battements.entendu(3, SILENCE));
    }
}
