package fr.cnfpt.inscription.circuit.persistence;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Test;

/**
 * L'épreuve de l'épreuve : la même course, ses gardes ôtées à dessein. Si elle ne voyait pas la surréservation qu'elles
 * empêchent, elle ne prouverait rien quand elles sont là.
 */
class CourseAuxPlacesTest {

    private static final String SANS_CONTRAINTE =
            "alter table inscription.jauge drop constraint ck_jauge_places_dans_capacite";
    private static final String SANS_RANG_UNIQUE = "drop index inscription.uq_bulletin_rang_par_session";
    /** Le temps que tous aient lu la jauge avant que le premier n'écrive. */
    private static final String ET_L_ON_TARDE = "and pg_sleep(0.2) is not null";

    private static final int PLACES = 5;
    private static final int COUREURS = 16;

    @Test
    void avec_ses_gardes_la_course_ne_donne_que_les_places_qu_il_y_a() throws Exception {
        assertEquals(List.of(PLACES, 0), courir(true));
    }

    @Test
    void sans_le_verrou_une_contrainte_ou_le_rang_unique_defait_ce_qui_depasse() throws Exception {
        for (String ote : List.of(SANS_CONTRAINTE, SANS_RANG_UNIQUE)) {
            List<Integer> issue = courir(false, ote);
            assertTrue(issue.get(0) <= PLACES, ote + " : " + issue);
            assertTrue(issue.get(1) > 0, "sans verrou, certains ont lu la même jauge : " + issue);
        }
    }

    @Test
    void sans_aucune_des_trois_la_course_voit_la_surreservation() throws Exception {
        List<Integer> issue = courir(false, SANS_CONTRAINTE, SANS_RANG_UNIQUE);
        assertTrue(issue.get(0) > PLACES, "surréservée : " + issue);
    }

    /** Tous ensemble. @return combien ont une place, combien ont échoué */
    private static List<Integer> courir(boolean verrou, String... otees) throws Exception {
        PostgresDeTest base = PostgresDeTest.neuve("inscription");
        EntityManagerFactory emf = base.emf();
        base.jdbi().useHandle(h -> List.of(otees).forEach(h::execute));
        SessionInfo s = session(1, PLACES);
        PostgresDeTest.dans(emf, em -> {
            Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em)).ouvrirJauge(s);
            return null;
        });
        CyclicBarrier depart = new CyclicBarrier(COUREURS);
        List<Callable<Placement>> courses = new ArrayList<>();
        for (int i = 1; i <= COUREURS; i++) {
            long id = i;
            courses.add(() -> PostgresDeTest.dans(emf, em -> {
                Jdbi jdbi = PostgresDeTest.jdbi(em);
                if (!verrou) {
                    jdbi.getConfig(SqlStatements.class)
                            .setTemplateEngine((texte, contexte) -> texte.replaceAll(
                                    "order by session_id\\s+for update( skip locked)?", ET_L_ON_TARDE));
                }
                PlacesSql places = Injection.poser(new PlacesSql(), em, jdbi);
                attendre(depart);
                return places.inscrire(s, List.of(agent(id)), rh(), MAINTENANT).get(0);
            }));
        }
        ExecutorService fils = Executors.newFixedThreadPool(COUREURS);
        int places = 0;
        int echecs = 0;
        for (Future<Placement> f : fils.invokeAll(courses)) {
            try {
                places += f.get().place() ? 1 : 0;
            } catch (ExecutionException e) {
                echecs++;
            }
        }
        fils.shutdown();
        return List.of(places, echecs);
    }

    private static void attendre(CyclicBarrier depart) {
        try {
            depart.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
