package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.cnfpt.lanceur.Api.Reponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** La dernière place ne se vend qu'une fois : soixante-quatre SIRH partent ensemble sur une session de dix places. */
@ExtendWith(ApplicationPartagee.class)
class CourseIT {

    private static final int CLIENTS = 64;
    private static final int PLACES = 10;

    @RepeatedTest(3)
    void soixante_quatre_clients_se_disputent_les_dernieres_places(Application application) throws Exception {
        try (Donnees donnees = new Donnees(application)) {
            long session = donnees.session(PLACES, donnees.denain());
            List<Long> agents = donnees.agents(CLIENTS, donnees.denain());
            Api api = new Api(application, Application.JETON);
            CyclicBarrier depart = new CyclicBarrier(CLIENTS);
            ExecutorService fils = Executors.newFixedThreadPool(CLIENTS);
            List<Future<List<Reponse>>> courses = new ArrayList<>();
            for (long agent : agents) {
                courses.add(fils.submit(() -> {
                    depart.await(30, TimeUnit.SECONDS);
                    return List.of(api.inscrire(session, List.of(agent)), api.inscrire(session, List.of(agent)));
                }));
            }
            List<Long> rangsAnnonces = new ArrayList<>();
            int placesAnnoncees = 0;
            for (Future<List<Reponse>> course : courses) {
                List<Reponse> reponses = course.get(60, TimeUnit.SECONDS);
                JsonNode annonce =
                        reponses.get(0).admise(201).corps().path("bulletins").get(0);
                reponses.get(1).refuse(409, "deja-inscrit");
                leBulletinEstCeluiAnnonce(donnees, session, annonce);
                if (annonce.path("etat").asText().equals("TRANSMISE")) {
                    placesAnnoncees++;
                } else {
                    rangsAnnonces.add(annonce.path("position").asLong());
                }
            }
            fils.shutdown();
            assertTrue(fils.awaitTermination(30, TimeUnit.SECONDS));

            assertEquals(PLACES, placesAnnoncees);
            assertEquals(
                    LongStream.rangeClosed(1, CLIENTS - PLACES).boxed().toList(),
                    rangsAnnonces.stream().sorted().toList());
            assertEquals(
                    CLIENTS,
                    donnees.nombre(
                            "select count(distinct agent_id) from inscription.bulletin where session_id = ?", session));
            assertEquals(
                    CLIENTS, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
            assertEquals(
                    PLACES,
                    donnees.nombre("select places_prises from inscription.jauge where session_id = ?", session));
            assertEquals(
                    CLIENTS - PLACES,
                    donnees.nombre("select en_attente from inscription.jauge where session_id = ?", session));
            assertEquals(0, donnees.nombre("""
          select count(*) from inscription.bulletin a join inscription.bulletin p on p.session_id = a.session_id
           where a.session_id = ? and a.etat = 'LISTE_ATTENTE' and p.etat = 'TRANSMISE' and a.rang < p.rang
          """, session), "personne n'attend devant quelqu'un qui a une place");
            assertEquals(List.of(), donnees.jaugesFausses());
        }
    }

    /** Ce qui a été dit au client est ce que la base dit, position comprise. */
    private static void leBulletinEstCeluiAnnonce(Donnees donnees, long session, JsonNode annonce) throws SQLException {
        String enBase = donnees.texte("""
        select 'E' || b.agent_id || ' ' || b.etat || ' ' || case when b.etat = 'LISTE_ATTENTE' then (select count(*) from inscription.bulletin d
               where d.session_id = b.session_id and d.etat = 'LISTE_ATTENTE' and d.rang <= b.rang)::text else '' end
          from inscription.bulletin b where b.id = ? and b.session_id = ?
        """, annonce.path("bulletin").asLong(), session);
        assertEquals(
                annonce.path("matricule").asText() + " " + annonce.path("etat").asText() + " "
                        + annonce.path("position").asText(""),
                enBase);
    }
}
