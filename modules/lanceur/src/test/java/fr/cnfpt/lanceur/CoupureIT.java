package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.cnfpt.lanceur.banc.Coupures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * La coupure de courant en pleine charge : application et base tuées net, puis relancées sur les mêmes données. Ce qui
 * a été répondu « enregistré » l'est ; ce qui ne l'a pas été est entier ou absent.
 */
class CoupureIT {

    private static final int CLIENTS = 16;
    private static final int ACQUIS_AVANT_LA_COUPURE = 1_000;

    /** Assez pour que la charge dure encore quand tout est tué. */
    private static final int AGENTS = 8_000;

    /** En mégaoctets : les binaires et le domaine du serveur, les journaux, et de quoi finir de démarrer. */
    private static final long SERVEUR_ET_UN_PEU_DE_PLACE = 400;

    @Test
    void une_coupure_en_pleine_charge_ne_perd_aucun_bulletin_acquitte() throws Exception {
        try (Application application = Application.neuve("coupure")) {
            assertEquals(
                    List.of(),
                    new Coupures(application, new Coupures.Taille(1, 16, 40, 20, 1_500)).mesurer(),
                    "la base tuée sous charge : rien de perdu, et qui n'est pas servi sait quand revenir");
            List<Long> sessions;
            Queue<Long> agents;
            long avant;
            try (Donnees donnees = new Donnees(application)) {
                for (String reglage : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                    assertEquals("on", donnees.texte("show " + reglage), reglage);
                }
                // Les bulletins de la démonstration ont une histoire plus longue : on ne regarde que ceux d'ici.
                avant = donnees.nombre("select coalesce(max(id), 0) from inscription.bulletin");
                long denain = donnees.denain();
                sessions = new ArrayList<>(donnees.sessions(20, 30, denain, 30));
                sessions.addAll(donnees.sessions(5, 10_000, denain, 30));
                agents = new ConcurrentLinkedQueue<>(donnees.agents(AGENTS, denain));
            }
            Set<Long> acquittes = chargerPuisCouper(application, sessions, agents);
            assertTrue(acquittes.size() >= ACQUIS_AVANT_LA_COUPURE, "acquittés : " + acquittes.size());
            assertFalse(agents.isEmpty(), "la charge durait encore à la coupure");

            application.demarrer();
            try (Donnees donnees = new Donnees(application)) {
                Set<Long> gardes = new HashSet<>(donnees.nombres("select id from inscription.bulletin"));
                Set<Long> perdus = new HashSet<>(acquittes);
                perdus.removeAll(gardes);
                assertEquals(Set.of(), perdus, "acquittés et perdus, sur " + acquittes.size());
                assertEquals(List.of(), donnees.jaugesFausses());
                assertEquals(0, donnees.nombre("""
            select count(*) from inscription.bulletin b
             where b.id > %d and (select count(*) from inscription.changement c where c.bulletin_id = b.id) <> 2
            """.formatted(avant)), "chaque bulletin a toute son histoire");
                Api api = new Api(application, Application.JETON);
                api.inscrire(sessions.get(24), donnees.agents(1, donnees.denain()))
                        .admise(201);
                laBaseMeurtSeule(application, api, sessions.get(24), donnees.agents(1, donnees.denain()));
            }
            laCopieRend(application);
        }
    }

    /**
     * Nul ne la relance à la main : en attendant on patiente, ou 503 et quand revenir, jamais une panne ; puis tout
     * marche.
     */
    private static void laBaseMeurtSeule(Application application, Api api, long session, List<Long> agents)
            throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest page = HttpRequest.newBuilder(URI.create(application.url()
                        + "/attestation/verifier.xhtml?numero=2026-HDF-000001&jeton=abcdefabcdefabcdefabcd"))
                .build();
        assertEquals(200, client.send(page, BodyHandlers.ofString()).statusCode());
        application.tuerLaBase();
        long debut = System.nanoTime();
        int indisponibles = 0;
        for (int suite = 0; suite < 3; ) {
            HttpResponse<String> r = client.send(page, BodyHandlers.ofString());
            suite = r.statusCode() == 200 ? suite + 1 : 0;
            if (r.statusCode() != 200) {
                assertEquals(503, r.statusCode(), r.body());
                assertTrue(r.headers().firstValue("Retry-After").isPresent());
                assertTrue(r.body().contains("IEL n'est pas disponible pour l'instant"));
                indisponibles++;
            }
            assertTrue(System.nanoTime() - debut < TimeUnit.SECONDS.toNanos(30), "rétablie en moins de 30 s");
        }
        System.out.printf(
                "La base tuée, les pages reviennent en %.1f s, après %d réponses 503%n",
                (System.nanoTime() - debut) / 1e9, indisponibles);
        api.inscrire(session, agents).admise(201);
    }

    /** La sauvegarde de la base embarquée, répétée jusqu'au bout ; puis, sur un disque à elle, elle manque de place. */
    private static void laCopieRend(Application application) throws Exception {
        Temoin avant = Temoin.de(application);
        Optional<PetitDisque> disque =
                PetitDisque.pour(application.dossier().resolve("postgres"), SERVEUR_ET_UN_PEU_DE_PLACE);
        try (PetitDisque aElle = disque.orElse(null);
                Application copie = Application.restauree(
                        aElle == null ? Application.videe("copie") : aElle.dossier(), application)) {
            avant.retrouveDans(copie);
            if (aElle == null) {
                System.out.println("On ne peut pas monter de disque ici : le disque plein n'est pas joué");
            } else {
                leDisqueSePlein(copie, aElle);
            }
        }
    }

    /** Sans place, ce qui écrit répond 503 et quand revenir, ce qui lit répond ; la place revenue, tout marche. */
    private static void leDisqueSePlein(Application application, PetitDisque disque) throws Exception {
        Visiteur rh = new Visiteur(application);
        rh.entrer("rh");
        String depot = rh.demander("/annuaire/import.xhtml").body();
        String fichier = "Matricule;Nom;Prénom\n" + "PLEIN;Essai;Zoé\n".repeat(200_000);
        Visiteur sirh = new Visiteur(application).avecJeton(Application.JETON);
        long session;
        List<Long> agents;
        try (Donnees d = new Donnees(application)) {
            session = d.session(10_000, d.denain());
            agents = d.agents(2_000, d.denain());
        }
        disque.remplir();
        long admis = 0;
        HttpResponse<String> refus = null;
        for (int i = 0; i < agents.size() && refus == null; i += 50) {
            HttpResponse<String> r = sirh.envoyer(
                    "POST",
                    "/api/v1/bulletins",
                    Api.JSON.writeValueAsString(Map.of(
                            "session",
                            session,
                            "matricules",
                            agents.subList(i, i + 50).stream()
                                    .map(Donnees::matricule)
                                    .toList())));
            if (r.statusCode() == 201) {
                admis += 50;
            } else {
                refus = r;
            }
        }
        assertEquals(503, refus.statusCode(), refus.body());
        assertTrue(refus.headers().firstValue("Retry-After").isPresent());
        HttpResponse<String> envoi = rh.televerser(depot, "depot:essayer", "depot:fichier", fichier);
        assertEquals(503, envoi.statusCode(), envoi.body());
        assertTrue(envoi.headers().firstValue("Retry-After").isPresent());
        assertEquals(200, rh.demander("/inscription/bulletins.xhtml").statusCode());

        disque.vider();
        try (Donnees d = new Donnees(application)) {
            assertEquals(admis, d.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
            assertEquals(List.of(), d.jaugesFausses());
            new Api(application, Application.JETON)
                    .inscrire(session, d.agents(1, d.denain()))
                    .admise(201);
        }
        assertEquals(
                302,
                rh.televerser(depot, "depot:essayer", "depot:fichier", fichier).statusCode());
        System.out.printf("Le disque plein, %d inscriptions ont tenu, la suivante et l'envoi ont été remis%n", admis);
    }

    private static Set<Long> chargerPuisCouper(Application application, List<Long> sessions, Queue<Long> agents)
            throws Exception {
        Queue<Long> acquittes = new ConcurrentLinkedQueue<>();
        Queue<String> inattendus = new ConcurrentLinkedQueue<>();
        CountDownLatch assez = new CountDownLatch(ACQUIS_AVANT_LA_COUPURE);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ObjectMapper json = new ObjectMapper();
        List<Thread> fils = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread fil = new Thread(() -> {
                for (Long agent = agents.poll(); agent != null; agent = agents.poll()) {
                    long session = sessions.get((int) (agent % sessions.size()));
                    HttpRequest demande = HttpRequest.newBuilder(URI.create(application.url() + "/api/v1/bulletins"))
                            .header("Authorization", "Bearer " + Application.JETON)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "coupure-" + agent)
                            .POST(BodyPublishers.ofString("{\"session\":" + session + ",\"matricules\":[\""
                                    + Donnees.matricule(agent) + "\"]}"))
                            .build();
                    try {
                        HttpResponse<String> r = client.send(demande, BodyHandlers.ofString());
                        if (r.statusCode() == 201) {
                            JsonNode bulletin =
                                    json.readTree(r.body()).path("bulletins").get(0);
                            acquittes.add(bulletin.path("bulletin").asLong());
                            assez.countDown();
                        } else if (assez.getCount() > 0) {
                            inattendus.add(r.body());
                        }
                    } catch (IOException coupe) {
                        return;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            });
            fil.start();
            fils.add(fil);
        }
        assertTrue(assez.await(120, TimeUnit.SECONDS), "acquittés : " + acquittes.size() + " ; " + inattendus.peek());
        application.tuer();
        for (Thread fil : fils) {
            fil.join(30_000);
            assertFalse(fil.isAlive());
        }
        assertEquals(null, inattendus.peek());
        return new HashSet<>(acquittes);
    }
}
