package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * L'attente : la jauge d'une session est tenue par une autre transaction pendant qu'y arrivent des centaines
 * d'inscriptions ; puis des centaines de connexions envoient leur corps goutte à goutte. Pendant ce temps, d'autres
 * ouvrent des pages et se connectent. On mesure ce que chacun attend, et qu'aucun n'est laissé sans réponse.
 */
public final class Attente {

    /** @param tenue combien de temps la ligne est tenue, et les corps ralentis, en secondes */
    record Taille(int inscriptions, int lentes, int tenue) {}

    private final Application application;
    private final Donnees donnees;
    private final Taille taille;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Attente(Application application, Donnees donnees, Taille taille) {
        this.application = application;
        this.donnees = donnees;
        this.taille = taille;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.FRANCE);
        boolean tenu;
        try (Application application = Application.neuve("attente");
                Donnees donnees = new Donnees(application)) {
            tenu = new Attente(application, donnees, new Taille(400, 600, 45)).mesurer();
        }
        System.exit(tenu ? 0 : 1);
    }

    /** @return vrai si nul n'est resté sans réponse, et si rien n'a été fait de ce qui fut refusé */
    boolean mesurer() throws Exception {
        long denain = donnees.denain();
        long session = donnees.session(10_000, denain);
        List<Long> agents = donnees.agents(taille.inscriptions(), denain);
        pages("au repos", new AtomicBoolean(true), 20);
        boolean juste = ligneTenue(session, agents);
        return corpsLents() && juste;
    }

    private boolean ligneTenue(long session, List<Long> agents) throws Exception {
        Map<String, Integer> reponses = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Long> durees = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Long> admis = new ConcurrentLinkedQueue<>();
        AtomicBoolean dure = new AtomicBoolean(true);
        List<Thread> fils = new ArrayList<>();
        try (Connection autre = application.base()) {
            autre.setAutoCommit(false);
            try (PreparedStatement p =
                    autre.prepareStatement("select 1 from inscription.jauge where session_id = ? for update")) {
                p.setLong(1, session);
                p.execute();
            }
            for (long agent : agents) {
                fils.add(lancer(() -> {
                    long debut = System.nanoTime();
                    String sort;
                    try {
                        HttpResponse<String> r = client.send(inscription(session, agent), BodyHandlers.ofString());
                        sort = r.statusCode()
                                + (r.headers().firstValue("Retry-After").isPresent() ? " avec Retry-After" : "");
                        if (r.statusCode() == 201) {
                            admis.add(agent);
                        }
                    } catch (IOException e) {
                        sort = "sans réponse (" + e.getClass().getSimpleName() + ")";
                    }
                    reponses.merge(sort, 1, Integer::sum);
                    durees.add((System.nanoTime() - debut) / 1_000_000);
                }));
            }
            Thread arret = lancer(() -> {
                Thread.sleep(taille.tenue() * 1_000L);
                dure.set(false);
            });
            pages("ligne tenue, " + agents.size() + " inscriptions", dure, Integer.MAX_VALUE);
            arret.join();
            autre.rollback();
        }
        for (Thread f : fils) {
            f.join();
        }
        long enBase = donnees.nombre("select count(*) from inscription.bulletin where session_id = " + session);
        System.out.printf(
                "  réponses : %s ; la plus longue en %,d ms ; en base : %d%n",
                new TreeMap<>(reponses), durees.stream().mapToLong(d -> d).max().orElse(0), enBase);
        return reponses.keySet().stream().allMatch(r -> r.startsWith("201") || r.equals("503 avec Retry-After"))
                && enBase == admis.size();
    }

    private boolean corpsLents() throws Exception {
        AtomicBoolean dure = new AtomicBoolean(true);
        CountDownLatch parties = new CountDownLatch(taille.lentes());
        Map<String, Integer> sorts = new ConcurrentHashMap<>();
        List<Thread> fils = new ArrayList<>();
        for (int i = 0; i < taille.lentes(); i++) {
            fils.add(lancer(() -> sorts.merge(goutteAGoutte(dure, parties), 1, Integer::sum)));
        }
        parties.await();
        Thread arret = lancer(() -> {
            Thread.sleep(taille.tenue() * 1_000L);
            dure.set(false);
        });
        pages(taille.lentes() + " corps goutte à goutte", dure, Integer.MAX_VALUE);
        arret.join();
        for (Thread f : fils) {
            f.join();
        }
        System.out.printf("  connexions lentes : %s%n", new TreeMap<>(sorts));
        return pages("ensuite", new AtomicBoolean(true), 20);
    }

    private String goutteAGoutte(AtomicBoolean dure, CountDownLatch parties) throws InterruptedException {
        try (Socket s = new Socket("127.0.0.1", application.port())) {
            OutputStream sortie = s.getOutputStream();
            sortie.write(("POST /api/v1/bulletins HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                            + Application.JETON + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                    .getBytes(StandardCharsets.ISO_8859_1));
            parties.countDown();
            while (dure.get()) {
                Thread.sleep(1_000);
                sortie.write(' ');
                if (s.getInputStream().available() > 0) {
                    return "répondues par le serveur";
                }
            }
            return "tenues jusqu'au bout";
        } catch (IOException e) {
            parties.countDown();
            return "fermées par le serveur";
        }
    }

    /** Deux personnes ouvrent une page après l'autre, dont la connexion. @return vrai si toutes ont répondu */
    private boolean pages(String quand, AtomicBoolean dure, int nombre) throws Exception {
        ConcurrentLinkedQueue<Long> durees = new ConcurrentLinkedQueue<>();
        Map<Integer, Integer> statuts = new ConcurrentHashMap<>();
        List<Thread> fils = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            fils.add(lancer(() -> {
                List<String> adresses = List.of(
                        "/connexion.xhtml",
                        "/attestation/verifier.xhtml?numero=2026-HDF-000001&jeton=abcdefabcdefabcdefabcd",
                        "/health/ready");
                for (int n = 0; n < nombre && dure.get(); n++) {
                    long debut = System.nanoTime();
                    int statut;
                    try {
                        statut = client.send(
                                        HttpRequest.newBuilder(URI.create(
                                                        application.url() + adresses.get(n % adresses.size())))
                                                .timeout(Duration.ofSeconds(60))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode();
                    } catch (IOException e) {
                        statut = 0;
                    }
                    statuts.merge(statut, 1, Integer::sum);
                    durees.add((System.nanoTime() - debut) / 1_000_000);
                    Thread.sleep(100);
                }
            }));
        }
        for (Thread f : fils) {
            f.join();
        }
        long[] triees = durees.stream().mapToLong(d -> d).sorted().toArray();
        System.out.printf(
                "%-40s %4d pages, médiane %,d ms, 95 %% sous %,d ms, la plus longue %,d ms, réponses %s%n",
                quand,
                triees.length,
                triees[triees.length / 2],
                triees[(int) (triees.length * 0.95)],
                triees[triees.length - 1],
                new TreeMap<>(statuts));
        return statuts.keySet().equals(java.util.Set.of(200));
    }

    private HttpRequest inscription(long session, long agent) {
        return HttpRequest.newBuilder(URI.create(application.url() + "/api/v1/bulletins"))
                .header("Authorization", "Bearer " + Application.JETON)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "attente-" + agent)
                .timeout(Duration.ofSeconds(90))
                .POST(BodyPublishers.ofString(
                        "{\"session\":" + session + ",\"matricules\":[\"" + Donnees.matricule(agent) + "\"]}"))
                .build();
    }

    private interface Travail {
        void faire() throws InterruptedException;
    }

    private static Thread lancer(Travail travail) {
        Thread fil = new Thread(() -> {
            try {
                travail.faire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        fil.start();
        return fil;
    }
}
