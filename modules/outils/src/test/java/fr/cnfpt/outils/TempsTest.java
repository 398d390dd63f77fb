package fr.cnfpt.outils;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Le jour qu'il est, là où on est : en Java et en base, quel que soit le fuseau de la machine ou de la base. */
class TempsTest {

    private static final PostgresDeTest BASE = PostgresDeTest.avec();

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T23:30:00Z, 971, 01, 2026-03-31",
        "2026-03-31T23:30:00Z, 972, 02, 2026-03-31",
        "2026-03-31T23:30:00Z, 973, 03, 2026-03-31",
        "2026-03-31T23:30:00Z, 974, 04, 2026-04-01",
        "2026-03-31T23:30:00Z, 976, 06, 2026-04-01",
        "2026-03-31T23:30:00Z, 59, 32, 2026-04-01",
        "2026-03-31T21:30:00Z, 974, 04, 2026-04-01",
        "2026-03-31T21:30:00Z, 59, 32, 2026-03-31",
        "2026-04-01T03:30:00Z, 971, 01, 2026-03-31",
        "2026-12-31T22:30:00Z, 2A, 94, 2026-12-31",
        "2026-12-31T22:30:00Z, 976, 06, 2027-01-01"
    })
    void le_jour_est_celui_du_lieu(Instant quand, String departement, String region, LocalDate jour) {
        for (ZoneId machine :
                new ZoneId[] {ZoneOffset.UTC, ZoneId.of("Asia/Tokyo"), ZoneId.of("America/Los_Angeles")}) {
            Horloge horloge = new Horloge(Clock.fixed(quand, machine));
            assertEquals(jour, horloge.aujourdhui(Fuseau.duDepartement(departement)));
            assertEquals(jour, horloge.aujourdhui(Fuseau.deLaRegion(region)));
            assertEquals(jour, BASE.jdbi().withHandle(h -> {
                h.execute("set timezone to '" + machine.getId().replace("Z", "UTC") + "'");
                return h.createQuery("select outils.jour(:q, :d)")
                        .bind("q", quand)
                        .bind("d", departement)
                        .mapTo(LocalDate.class)
                        .one();
            }));
        }
    }

    @Test
    void java_et_la_base_donnent_a_chaque_departement_le_meme_fuseau() {
        IntStream.rangeClosed(0, 989)
                .mapToObj(n -> n < 100 ? String.format("%02d", n) : String.valueOf(n))
                .forEach(d -> assertEquals(
                        Fuseau.duDepartement(d).getId(),
                        BASE.jdbi()
                                .withHandle(h -> h.createQuery("select outils.fuseau(:d)")
                                        .bind("d", d)
                                        .mapTo(String.class)
                                        .one()),
                        d));
        assertEquals(Fuseau.PARIS, Fuseau.duDepartement(null));
        assertEquals(Fuseau.PARIS, Fuseau.deLaRegion(null));
    }
}
