package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import fr.cnfpt.lanceur.PagesParRole;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * La recherche du catalogue sur une offre nationale ({@code banc/catalogue.sql}) : la recherche avec ses facettes, par
 * l'API, à côté des mêmes instructions sans l'application, puis la page du catalogue ; le délai que 95 réponses sur 100
 * ne passent pas, à huit clients.
 */
public final class BancCatalogue {

    /**
     * @param part celle de l'offre : 1 pour l'entière, vingt pour un vingtième ({@code -Diel.part=20})
     * @param duree d'une mesure, en millisecondes
     */
    record Taille(int part, long duree) {}

    private static final int CLIENTS = 8;

    /** Un mot, deux, un sigle, une faute, une ville, rien. */
    private static final List<String> RECHERCHES = List.of(
            "état civil",
            "budget commune",
            "excel",
            "comunication",
            "marchés lille",
            "atsem",
            "sécurité",
            "policier",
            "eau",
            "");

    private final Application application;
    private final Donnees donnees;
    private final Taille taille;

    BancCatalogue(Application application, Donnees donnees, Taille taille) {
        this.application = application;
        this.donnees = donnees;
        this.taille = taille;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.FRANCE);
        try (Application application = Application.neuve("banc-catalogue");
                Donnees donnees = new Donnees(application)) {
            new BancCatalogue(
                            application,
                            donnees,
                            new Taille(Integer.getInteger("iel.part", 1), Long.getLong("banc.duree.ms", 10_000)))
                    .mesurer();
        }
        System.exit(0);
    }

    /** @return les délais du 95e centième : la recherche, la même sans l'application, la page */
    double[] mesurer() throws Exception {
        poser();
        System.out.printf(
                "L'offre : %,d stages, %,d sessions.%n",
                donnees.nombre("select count(*) from catalogue.stage"),
                donnees.nombre("select count(*) from catalogue.session"));
        List<PagesParRole.Page> recherches =
                RECHERCHES.stream().map(this::recherche).toList();
        Map<PagesParRole.Page, List<Releve.Instruction>> instructions = Releve.pages(application, donnees, recherches);
        List<PagesParRole.Page> pages = PagesParRole.de(
                application,
                "AGENT",
                RECHERCHES.stream()
                        .map(q -> "/inscription/catalogue.xhtml?q=" + code(q))
                        .toList());
        Callable<BancPages.Geste> api = () -> tour(ouvrir(recherches));
        Callable<BancPages.Geste> nue = () -> tour(recherches.stream()
                .map(p -> {
                    try {
                        return (BancPages.Geste) new BancPages.Nue(application.urlDeLaBase(), instructions.get(p));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList());
        Callable<BancPages.Geste> page = () -> tour(ouvrir(pages));
        passer(taille.duree(), api);
        double[] p95 = {passer(taille.duree(), api), passer(taille.duree(), nue), 0};
        // La machine virtuelle met une demi-minute à compiler ce qu'une page demande ; une application vit des jours.
        passer(3 * taille.duree(), page);
        p95[2] = passer(taille.duree(), page);
        System.out.printf(
                "À %d clients, 95 sur 100 en moins de : recherche et facettes %.0f ms ; les mêmes instructions sans l'application %.0f ms ; page du catalogue %.0f ms.%n",
                CLIENTS, p95[0], p95[1], p95[2]);
        System.out.printf(Locale.ROOT, "ratio catalogue/recherche %.2f%n", p95[0] / p95[1]);
        System.out.printf(Locale.ROOT, "ratio catalogue/page-en-secondes %.3f%n", p95[2] / 1000);
        return p95;
    }

    private static List<BancPages.Geste> ouvrir(List<PagesParRole.Page> pages) {
        return pages.stream()
                .map(p -> (BancPages.Geste) () -> {
                    int statut = p.visiteur().get();
                    if (statut != 200) {
                        throw new IllegalStateException(statut + " : " + p.adresse());
                    }
                })
                .toList();
    }

    private void poser() throws Exception {
        try (Connection base = application.base();
                Statement s = base.createStatement()) {
            s.execute("set iel.part = '" + taille.part() + "'");
            s.execute(Files.readString(Path.of("src/test/resources/banc/catalogue.sql")));
            // Ce que le nettoyage automatique fait d'une base qui vit.
            for (String table : List.of(
                    "catalogue.stage", "catalogue.session", "catalogue.aire_recrutement", "inscription.jauge")) {
                s.execute("vacuum analyze " + table);
            }
        }
    }

    private PagesParRole.Page recherche(String q) {
        String adresse = "/api/v1/sessions/facettes?q=" + code(q);
        HttpRequest demande = HttpRequest.newBuilder(URI.create(application.url() + adresse))
                .header("Authorization", "Bearer " + Application.JETON)
                .build();
        return new PagesParRole.Page("PARTENAIRE", adresse, adresse, () -> {
            try {
                return client.send(demande, HttpResponse.BodyHandlers.ofString())
                        .statusCode();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private final HttpClient client = HttpClient.newHttpClient();

    private static String code(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }

    /** L'un après l'autre, sans fin ; chacun part d'un autre. */
    private BancPages.Geste tour(List<BancPages.Geste> gestes) {
        int depart = departs++;
        return new BancPages.Geste() {
            private int n = depart * 3;

            @Override
            public void faire() throws Exception {
                gestes.get(n++ % gestes.size()).faire();
            }

            @Override
            public void close() throws java.sql.SQLException {
                for (BancPages.Geste g : gestes) {
                    g.close();
                }
            }
        };
    }

    private int departs;

    /** @return le délai, en millisecondes, que 95 gestes sur 100 ne passent pas */
    private double passer(long duree, Callable<BancPages.Geste> neuf) throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<BancPages.Geste> gestes = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                gestes.add(neuf.call());
            }
            long fin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(duree);
            List<Future<List<Long>>> mesures = new ArrayList<>();
            for (BancPages.Geste g : gestes) {
                mesures.add(fils.submit(() -> {
                    try (g) {
                        List<Long> siennes = new ArrayList<>();
                        do {
                            long debut = System.nanoTime();
                            g.faire();
                            siennes.add(System.nanoTime() - debut);
                        } while (System.nanoTime() < fin);
                        return siennes;
                    }
                }));
            }
            List<Long> toutes = new ArrayList<>();
            for (Future<List<Long>> m : mesures) {
                toutes.addAll(m.get());
            }
            long[] t = toutes.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(t);
            return t[(int) Math.min(t.length - 1, Math.ceil(t.length * 0.95))] / 1e6;
        } finally {
            fils.shutdownNow();
        }
    }
}
