package fr.cnfpt.portail.demarrage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.UtilisateurCourant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Une tâche qui tombe revient à son heure, et sa chute se lit. */
class PassageTest {

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    private final List<LogRecord> dites = java.util.Collections.synchronizedList(new ArrayList<>());
    private final Handler oreille = new Handler() {
        @Override
        public void publish(LogRecord r) {
            dites.add(r);
        }

        @Override
        public void flush() {
            /* rien à vider */
        }

        @Override
        public void close() {
            /* rien à fermer */
        }
    };

    @BeforeEach
    void ecouter() {
        JOURNAL.setUseParentHandlers(false);
        JOURNAL.addHandler(oreille);
    }

    @AfterEach
    void cesser() {
        JOURNAL.removeHandler(oreille);
        JOURNAL.setUseParentHandlers(true);
    }

    @Test
    void une_erreur_n_arrete_pas_la_tache_et_se_lit() throws Exception {
        passerDeuxFois(() -> {
            throw new NoClassDefFoundError("jakarta/mail/Transport");
        });
        assertEquals(Level.SEVERE, dites.get(0).getLevel());
        assertTrue(
                dites.get(0).getMessage().contains("« Départ »"), dites.get(0).getMessage());
        assertTrue(dites.get(0).getThrown() instanceof NoClassDefFoundError);
    }

    @Test
    void une_exception_non_plus() throws Exception {
        passerDeuxFois(() -> {
            throw new IllegalStateException("la base est partie");
        });
        assertEquals(Level.WARNING, dites.get(0).getLevel());
    }

    private static void passerDeuxFois(Runnable chute) throws InterruptedException {
        CountDownLatch passages = new CountDownLatch(2);
        Tache tache = new Tache() {
            @Override
            public String nom() {
                return "Départ";
            }

            @Override
            public Duration periode() {
                return Duration.ofSeconds(3);
            }

            @Override
            public void executer() {
                passages.countDown();
                chute.run();
            }
        };
        ScheduledExecutorService horaire = Executors.newSingleThreadScheduledExecutor();
        try {
            horaire.scheduleWithFixedDelay(new Passage(tache, new UtilisateurCourant()), 0, 1, TimeUnit.MILLISECONDS);
            assertTrue(passages.await(10, TimeUnit.SECONDS), "elle n'est passée qu'une fois");
        } finally {
            horaire.shutdownNow();
            assertTrue(horaire.awaitTermination(10, TimeUnit.SECONDS));
        }
    }
}
