package fr.cnfpt.outils.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.ResourceAllocationException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanneTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "53300", "57P01", "57P03", "57014", "55P03", "40001", "40P01", "25006"})
    void une_base_absente_pleine_ou_occupee_est_une_panne_qui_passe(String etat) {
        assertTrue(Panne.passagere(new IllegalStateException(new SQLException("…", etat))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "22003", "42P01", "25P02"})
    void une_contrainte_ou_une_requete_fausse_n_en_est_pas_une(String etat) {
        assertFalse(Panne.passagere(new IllegalStateException(new SQLException("…", etat))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "/var/x.tmp: Aucun espace disponible sur le périphérique",
                "Disk quota exceeded"
            })
    void un_disque_plein_en_est_une(String dit) {
        assertTrue(Panne.passagere(new IllegalStateException(new IOException(dit))));
        assertFalse(Panne.passagere(new IllegalStateException(dit)));
    }

    @Test
    void un_fichier_illisible_n_en_est_pas_une() {
        assertFalse(Panne.passagere(new UncheckedIOException(new IOException())));
        assertFalse(Panne.passagere(new UncheckedIOException(new IOException("Permission denied"))));
    }

    @Test
    void une_reserve_vide_en_est_une_une_faute_du_programme_non() {
        assertTrue(Panne.passagere(new SQLException("réserve", new ResourceAllocationException())));
        assertFalse(Panne.passagere(new NullPointerException()));
        assertFalse(Panne.passagere(new SQLException("sans état")));
    }

    @Test
    void la_base_qui_se_tait_pendant_la_validation_en_est_une_dont_nul_ne_sait_l_issue() {
        TransactionalException muette = new TransactionalException("validation", new SystemException());
        assertTrue(Panne.passagere(muette));
        assertTrue(Panne.issueInconnue(muette));
        TransactionalException refusee = new TransactionalException("validation", new RollbackException());
        assertFalse(Panne.passagere(refusee));
        assertFalse(Panne.issueInconnue(refusee));
        assertFalse(Panne.issueInconnue(new SQLException("coupée avant", "08006")));
    }
}
