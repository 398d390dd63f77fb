package fr.cnfpt.inscription.simulation;

import static fr.cnfpt.inscription.Exemples.JOUR;

import fr.cnfpt.commun.Horloge;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Une horloge qu'on avance. */
final class Marche extends Clock {
    volatile LocalDate jour = JOUR;

    @Override
    public ZoneId getZone() {
        return Horloge.PARIS;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
        return jour.atTime(9, 0).atZone(Horloge.PARIS).toInstant();
    }
}
