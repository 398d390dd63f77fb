package fr.cnfpt.commun;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * L'heure de l'application. Le jour est celui d'un lieu ({@link Fuseau}) ; sans lieu, celui de Paris. Les tests en
 * posent une arrêtée.
 */
@ApplicationScoped
public class Horloge {

    public static final ZoneId PARIS = Fuseau.PARIS;

    /**
     * Propriété de la machine virtuelle, relue à chaque fois : la durée (ISO 8601) dont l'heure est décalée, pour jouer
     * un autre jour sur l'application entière. Sans elle, l'heure qu'il est.
     */
    public static final String DECALAGE = "iel.decalage";

    private final Clock clock;

    public Horloge() {
        this(new Decalable());
    }

    public Horloge(Clock clock) {
        this.clock = clock;
    }

    /** Une horloge arrêtée, pour les tests et les simulations. */
    public static Horloge arretee(LocalDate jour) {
        return new Horloge(Clock.fixed(jour.atTime(9, 0).atZone(PARIS).toInstant(), PARIS));
    }

    public Instant maintenant() {
        return clock.instant();
    }

    /** Le jour à Paris : ce qui vaut pour tout le pays. */
    public LocalDate aujourdhui() {
        return aujourdhui(PARIS);
    }

    /** Le jour qu'il est là-bas. */
    public LocalDate aujourdhui(ZoneId lieu) {
        return LocalDate.ofInstant(clock.instant(), lieu);
    }

    private static final class Decalable extends Clock {

        @Override
        public Instant instant() {
            String decalage = System.getProperty(DECALAGE);
            return decalage == null ? Instant.now() : Instant.now().plus(Duration.parse(decalage));
        }

        @Override
        public ZoneId getZone() {
            return PARIS;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.system(zone);
        }
    }
}
