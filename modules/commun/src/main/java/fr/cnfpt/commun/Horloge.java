package fr.cnfpt.commun;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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

    private final Clock clock;

    public Horloge() {
        this(Clock.system(PARIS));
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
}
