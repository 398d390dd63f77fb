package fr.cnfpt.portail.demarrage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Plusieurs instances sur une base vide : chacune son tour. */
class SeulADemarrerTest {

    private final PostgresDeTest base = PostgresDeTest.neuve();

    @Test
    void quatre_instances_sur_une_base_vide_migrent_et_chargent_une_seule_fois() throws Exception {
        AtomicInteger dedans = new AtomicInteger();
        ExecutorService fils = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> toutes = fils.invokeAll(java.util.Collections.nCopies(4, (Callable<Integer>) () -> {
                try (SeulADemarrer tour = SeulADemarrer.sur(base.source())) {
                    int ensemble = dedans.incrementAndGet();
                    Flyway.configure()
                            .dataSource(base.source())
                            .schemas("annuaire")
                            .locations("classpath:db/annuaire")
                            .load()
                            .migrate();
                    charger();
                    dedans.decrementAndGet();
                    return ensemble;
                }
            }));
            for (Future<Integer> f : toutes) {
                assertEquals(1, f.get(), "une seule à la fois");
            }
        } finally {
            fils.shutdownNow();
        }
        assertEquals(1, (int) base.jdbi()
                .withHandle(h -> h.createQuery("select count(*) from annuaire.charge")
                        .mapTo(Integer.class)
                        .one()));
    }

    /** Comme un peuplement : regarder si c'est fait, puis le faire. */
    private void charger() {
        base.jdbi().useHandle(h -> {
            h.execute("create table if not exists annuaire.charge (quoi text)");
            if (h.createQuery("select count(*) from annuaire.charge")
                            .mapTo(Integer.class)
                            .one()
                    == 0) {
                h.execute("insert into annuaire.charge values ('la carte')");
            }
        });
    }

    @Test
    void le_tour_s_attend_plus_longtemps_qu_un_verrou_ordinaire() throws Exception {
        base.jdbi()
                .useHandle(
                        h -> h.execute(
                                "do $$ begin execute format('alter database %I set lock_timeout = 1', current_database()); end $$"));
        ExecutorService fils = Executors.newSingleThreadExecutor();
        try {
            Future<String> second;
            try (SeulADemarrer premier = SeulADemarrer.sur(base.source())) {
                second = fils.submit(() -> {
                    try (SeulADemarrer tour = SeulADemarrer.sur(base.source())) {
                        return "à moi";
                    }
                });
                while (!second.isDone() && !attendu()) {
                    Thread.onSpinWait();
                }
                assertFalse(second.isDone(), "il est entré pendant que le premier y était");
            }
            assertEquals("à moi", second.get());
        } finally {
            fils.shutdownNow();
        }
    }

    /** Vrai quand quelqu'un attend le tour depuis plus de vingt fois le délai d'un verrou. */
    private boolean attendu() {
        return base.jdbi()
                .withHandle(h -> h.createQuery(
                                "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted and waitstart < clock_timestamp() - interval '20 milliseconds')")
                        .mapTo(Boolean.class)
                        .one());
    }
}
