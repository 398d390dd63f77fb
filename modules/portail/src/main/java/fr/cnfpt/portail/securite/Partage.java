package fr.cnfpt.portail.securite;

import fr.cnfpt.commun.PlaceTenue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * La part du serveur que prend chaque sorte de travail : l'API occupée, ou une ligne que l'on attend, ne prend pas la
 * place des pages. Au-delà de sa part on attend un peu, à plusieurs au plus ; qui ne peut être servi l'apprend, et rien
 * de lui n'est commencé. Les parts tiennent dans la réserve de connexions, et les attentes dans les fils du serveur
 * (docs/exploitation.md). Qui, déjà entré, dort en attendant qu'un autre le serve cède sa place ({@link PlaceTenue}) et
 * compte parmi ceux qui attendent.
 */
@ApplicationScoped
public class Partage {

    private static final long PATIENCE_SECONDES = 8;

    private final Part pages = new Part(16, 80);
    private final Part api = new Part(32, 240);

    /** @return de quoi rendre sa place, ou rien s'il n'y en a pas ; sans {@code try}, la place serait perdue */
    Optional<Place> entrer(boolean versLApi) {
        Part part = versLApi ? api : pages;
        return part.prendre() ? Optional.of(new Tenue(part)) : Optional.empty();
    }

    /** Une place tenue ; la fermer la rend. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Tenue implements Place {
        private final Part part;
        private boolean cedee;

        Tenue(Part part) {
            this.part = part;
            PlaceTenue.prise(this::ceder);
        }

        private void ceder() {
            if (!cedee && part.attente.tryAcquire()) {
                cedee = true;
                part.places.release();
            }
        }

        @Override
        public void close() {
            PlaceTenue.rendue();
            (cedee ? part.attente : part.places).release();
        }
    }

    private static final class Part {
        private final Semaphore places;
        private final Semaphore attente;

        Part(int places, int attente) {
            this.places = new Semaphore(places, true);
            this.attente = new Semaphore(attente);
        }

        boolean prendre() {
            if (places.tryAcquire()) {
                return true;
            }
            if (!attente.tryAcquire()) {
                return false;
            }
            try {
                return places.tryAcquire(PATIENCE_SECONDES, TimeUnit.SECONDS);
            } catch (InterruptedException arret) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                attente.release();
            }
        }
    }
}
