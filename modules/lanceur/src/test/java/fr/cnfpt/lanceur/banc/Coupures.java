package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Des inscriptions sans relâche pendant qu'on tue net, tour à tour, la base seule, l'application seule, puis les deux.
 * Chaque client redemande sous la même clé jusqu'à sa réponse, comme un SIRH. À la fin : ce qui fut répondu est en
 * base, une fois, et nulle session n'a plus de places tenues qu'elle n'en a.
 */
public final class Coupures {

    /**
     * @param tours combien de coupures
     * @param charge ce qu'on inscrit avant chacune, en millisecondes ; la coupure tombe au hasard de la fin
     */
    public record Taille(int tours, int clients, int sessions, int places, long charge) {}

    private enum Coupure {
        LA_BASE("la base"),
        L_APPLICATION("l'application"),
        LES_DEUX("l'application et la base");

        private final String libelle;

        Coupure(String libelle) {
            this.libelle = libelle;
        }
    }

    /** Ce que dure au moins une validation : la coupure en trouve toujours une en cours. */
    private static final Duration VALIDATION = Duration.ofMillis(50);

    private static final Pattern BULLETIN = Pattern.compile("\"bulletin\":([0-9]+)");

    private final Application application;
    private final Taille taille;
    private final Queue<Long> agents = new ConcurrentLinkedQueue<>();
    private final Map<Long, Long> acquittes = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> statuts = new ConcurrentHashMap<>();
    private final Queue<String> fautes = new ConcurrentLinkedQueue<>();
    private final LongAdder sansReponse = new LongAdder();
    private final AtomicBoolean dure = new AtomicBoolean(true);
    private List<Long> sessions;

    public Coupures(Application application, Taille taille) {
        this.application = application;
        this.taille = taille;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.FRANCE);
        boolean juste;
        try (Application application = Application.neuve("coupures")) {
            juste = new Coupures(application, new Taille(Integer.getInteger("iel.coupures", 6), 32, 400, 20, 8_000))
                    .mesurer()
                    .isEmpty();
        }
        System.exit(juste ? 0 : 1);
    }

    /** @return ce qui n'a pas tenu : perdu, doublé, de trop, ou refusé sans dire quand revenir ; rien si tout a tenu */
    public List<String> mesurer() throws Exception {
        long avant;
        try (Donnees d = new Donnees(application)) {
            avant = d.nombre("select coalesce(max(id), 0) from inscription.bulletin");
            sessions = d.sessions(taille.sessions(), taille.places(), d.denain(), 30);
            agents.addAll(d.agents(taille.sessions() * taille.places() * 2, d.denain()));
            d.retarderLesValidations(VALIDATION);
        }
        List<Thread> fils = new ArrayList<>();
        for (int i = 0; i < taille.clients(); i++) {
            Thread fil = new Thread(this::inscrire);
            fil.start();
            fils.add(fil);
        }
        for (int tour = 0; tour < taille.tours(); tour++) {
            Thread.sleep(taille.charge() + ThreadLocalRandom.current().nextLong(taille.charge() / 4));
            couper(tour);
        }
        Thread.sleep(taille.charge());
        dure.set(false);
        for (Thread fil : fils) {
            fil.join(60_000);
        }
        return juger(avant);
    }

    private void couper(int tour) throws Exception {
        Coupure c = Coupure.values()[tour % Coupure.values().length];
        int deja = acquittes.size();
        long debut = System.nanoTime();
        switch (c) {
            case LA_BASE -> application.tuerLaBase();
            case L_APPLICATION -> application.tuerSansLaBase();
            case LES_DEUX -> application.tuer();
        }
        if (c != Coupure.LA_BASE) {
            application.demarrer();
        }
        long fin = debut + TimeUnit.MINUTES.toNanos(2);
        while (!laBaseRepond() && System.nanoTime() < fin) {
            Thread.sleep(50);
        }
        int revenue = acquittes.size();
        while (acquittes.size() == revenue && System.nanoTime() < fin) {
            Thread.sleep(50);
        }
        System.out.printf(
                "Coupure %d, %s : %,d acquittées jusque-là, la suivante %.1f s après%n",
                tour + 1, c.libelle, deja, (System.nanoTime() - debut) / 1e9);
    }

    private boolean laBaseRepond() {
        try (Donnees d = new Donnees(application)) {
            return d.nombre("select 1") == 1;
        } catch (Exception pasEncore) {
            return false;
        }
    }

    /** Sous la même clé, jusqu'à la réponse. */
    private void inscrire() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        Long agent = agents.poll();
        while (agent != null && dure.get()) {
            long session = sessions.get((int) (agent % sessions.size()));
            try {
                HttpResponse<String> r = client.send(demande(session, agent), BodyHandlers.ofString());
                statuts.computeIfAbsent(r.statusCode(), s -> new LongAdder()).increment();
                if (r.statusCode() == 201) {
                    Matcher b = BULLETIN.matcher(r.body());
                    if (!b.find()) {
                        throw new IllegalStateException(r.body());
                    }
                    acquittes.put(agent, Long.valueOf(b.group(1)));
                    agent = agents.poll();
                } else {
                    boolean quand = r.statusCode() == 503
                            && r.headers().firstValue("Retry-After").isPresent();
                    if (!quand && fautes.size() < 5) {
                        fautes.add(r.statusCode() + " " + r.body());
                    }
                    Thread.sleep(100);
                }
            } catch (IOException coupe) {
                sansReponse.increment();
                dormir();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void dormir() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest demande(long session, long agent) {
        return HttpRequest.newBuilder(URI.create(application.url() + "/api/v1/bulletins"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + Application.JETON)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "coupures-" + agent)
                .POST(BodyPublishers.ofString(
                        "{\"session\":" + session + ",\"matricules\":[\"" + Donnees.matricule(agent) + "\"]}"))
                .build();
    }

    private List<String> juger(long avant) throws Exception {
        try (Donnees d = new Donnees(application)) {
            Map<Long, Long> enBase = new HashMap<>();
            List<Long> ids = d.nombres("select id from inscription.bulletin where id > ? order by id", avant);
            List<Long> deQui = d.nombres("select agent_id from inscription.bulletin where id > ? order by id", avant);
            int doubles = 0;
            for (int i = 0; i < ids.size(); i++) {
                doubles += enBase.put(deQui.get(i), ids.get(i)) == null ? 0 : 1;
            }
            long perdus = acquittes.entrySet().stream()
                    .filter(a -> !a.getValue().equals(enBase.get(a.getKey())))
                    .count();
            d.retarderLesValidations(Duration.ZERO);
            long fausses = d.jaugesFausses().size();
            long tronquees = d.nombre(
                    "select count(*) from inscription.bulletin b where b.id > ?"
                            + " and (select count(*) from inscription.changement c where c.bulletin_id = b.id) <> 2",
                    avant);
            String bilan = String.format(
                    "%,d acquittées, %,d en base ; perdues %d, doublées %d, jauges fausses ou surréservées %d, histoires tronquées %d",
                    acquittes.size(), ids.size(), perdus, doubles, fausses, tronquees);
            System.out.println(bilan);
            System.out.printf("Réponses %s, sans réponse %s%n", statuts, sansReponse);
            List<String> tombe = new ArrayList<>();
            if (perdus + doubles + fausses + tronquees > 0 || acquittes.isEmpty()) {
                tombe.add(bilan);
            }
            fautes.forEach(f -> tombe.add("Sans dire quand revenir : " + f));
            tombe.forEach(System.out::println);
            return tombe;
        }
    }
}
