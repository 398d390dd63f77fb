package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Les deux parts tiennent ensemble dans la réserve : toute l'API bloquée sur une table, toutes les pages bloquées au
 * journal des refus, chacune a trouvé une connexion. Que l'une en demande une seconde ne s'éprouve pas ici.
 */
@ExtendWith(ApplicationPartagee.class)
class ReserveIT {

    private static final String LIEN = "/acces/activer.xhtml?lien=inconnu";
    private static final int API = 32;
    private static final int PAGES = 16;

    @Test
    void les_pages_trouvent_une_connexion_pendant_que_toute_l_api_attend(Application application) throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(API + PAGES);
        try (Donnees d = new Donnees(application);
                Connection tient = application.base()) {
            List<Long> agents = d.agents(API, d.denain());
            // À froid, la première demande prend des secondes : les verrous, eux, ne s'attendent que cinq.
            assertEquals(200, ecrire(application, d.agents(1, d.denain()).get(0)));
            assertEquals(200, ouvrir(application));
            d.ecrire("delete from acces.frein");
            tient.setAutoCommit(false);
            try (Statement s = tient.createStatement()) {
                s.execute("lock table annuaire.agent, garde.evenement_securite in exclusive mode");
            }
            List<Future<Integer>> bloques = new ArrayList<>();
            for (long agent : agents) {
                bloques.add(fils.submit(() -> ecrire(application, agent)));
            }
            assertEquals(API, attendent(d, API), "toute la part de l'API tient une connexion et attend");
            List<Future<Integer>> pages = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                pages.add(fils.submit(() -> ouvrir(application)));
            }
            assertEquals(API + PAGES, attendent(d, API + PAGES), "toute celle des pages en a trouvé une où écrire");
            tient.rollback();
            for (Future<Integer> f : pages) {
                assertEquals(200, f.get());
            }
            for (Future<Integer> f : bloques) {
                f.get();
            }
        } finally {
            fils.shutdownNow();
        }
    }

    private static int ecrire(Application application, long agent) {
        return new Visiteur(application)
                .avecJeton(Application.JETON)
                .envoyer(
                        "PUT",
                        "/api/v1/agents/" + Donnees.matricule(agent),
                        "{\"matricule\":\"" + Donnees.matricule(agent)
                                + "\",\"nom\":\"Épreuve\",\"prenom\":\"Réserve\",\"categorie\":\"C\"}")
                .statusCode();
    }

    private static int ouvrir(Application application) {
        return new Visiteur(application).demander(LIEN).statusCode();
    }

    /** Combien de connexions attendent une ligne, dès qu'elles sont assez, ou après quatre secondes. */
    private static long attendent(Donnees d, int assez) throws Exception {
        long fin = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        long combien;
        do {
            combien = d.nombre("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
            LockSupport.parkNanos(10_000_000);
        } while (combien < assez && System.nanoTime() < fin);
        return combien;
    }
}
