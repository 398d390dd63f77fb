package fr.cnfpt.inscription.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Le circuit et les places sous des suites de gestes tirées au sort. Combien : {@code -Diel.suites} ;
 * {@code deploy/chaos suites} en joue cent mille.
 */
class SuitesAuHasardTest {

    private static final int SUITES = Integer.getInteger("iel.suites", 250);
    private static final EntityManagerFactory EMF =
            PostgresDeTest.neuve("inscription").emf();
    private static final AtomicLong NUMEROS = new AtomicLong();
    private static final int PAS = 5_000;

    /** Chaque suite dans une transaction, qu'on défait. */
    private static Suite.Vecu jouer(long graine, Supplier<PlacesSql> places) {
        EntityManager em = EMF.createEntityManager();
        em.getTransaction().begin();
        try {
            long numero = NUMEROS.incrementAndGet();
            if (numero % PAS == 0) {
                System.out.printf("%tT : %,d suites%n", LocalTime.now(), numero);
            }
            return new Suite(graine, numero, em, places.get()).jouer();
        } catch (SQLException e) {
            throw new IllegalStateException("Graine " + graine, e);
        } finally {
            em.getTransaction().rollback();
            em.close();
        }
    }

    @Test
    void quoi_qu_il_arrive_les_places_sont_justes_et_nulle_ne_reste_vide_quand_on_l_attend() {
        Suite.Vecu vecu = LongStream.range(0, SUITES)
                .parallel()
                .mapToObj(g -> jouer(g, PlacesSql::new))
                .reduce(Suite.Vecu.RIEN, Suite.Vecu::plus);
        System.out.printf("%,d suites de gestes tirés au sort : %s%n", SUITES, vecu.enClair());
        assertEquals(0, vecu.oisives());
        assertTrue(
                vecu.refus() > 0
                        && vecu.selections() > 0
                        && vecu.heures() > 0
                        && vecu.promues() > 0
                        && vecu.passees() > 0
                        && vecu.presents() + vecu.absents() > SUITES / 4,
                vecu::enClair);
    }

    /** Une place rendue n'y va à personne. */
    private static final class SansFile extends PlacesSql {
        @Override
        public Optional<Promu> rendre(long sessionId, boolean tenaitUnePlace, boolean promouvoir, Instant quand) {
            return super.rendre(sessionId, tenaitUnePlace, false, quand);
        }
    }

    @Test
    void une_file_qui_n_avance_pas_se_voit() {
        assertThrows(AssertionError.class, () -> LongStream.range(0, 60).forEach(g -> jouer(g, SansFile::new)));
    }

    /** Un verrou oublié laisserait compter deux fois la même place : ici, rendre n'en rend pas. */
    private static final class SansRendre extends PlacesSql {
        @Override
        public Optional<Promu> rendre(long sessionId, boolean tenaitUnePlace, boolean promouvoir, Instant quand) {
            return Optional.empty();
        }
    }

    @Test
    void une_jauge_fausse_se_voit() {
        assertThrows(AssertionError.class, () -> LongStream.range(0, 60).forEach(g -> jouer(g, SansRendre::new)));
    }
}
