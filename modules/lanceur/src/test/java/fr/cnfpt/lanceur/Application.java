package fr.cnfpt.lanceur;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * La vraie application dans son propre processus : le jar du lanceur, un port libre, son dossier sous {@code target/},
 * la démonstration. On la démarre, on l'arrête comme Ctrl-C, on la tue avec sa base comme une coupure ; sa base se lit
 * par JDBC.
 */
public final class Application implements AutoCloseable {

    public static final String JETON = "iel_epreuves_0123456789";
    public static final String MOT_DE_PASSE = "epreuves-du-lanceur";
    private static final long DELAI_NS = TimeUnit.SECONDS.toNanos(300);

    private final Path dossier;
    private final int port;
    private final int portDOidc;
    private final Map<String, String> reglages;
    private final String java;
    private final Path lanceur;
    private final Set<Integer> avantDEtrePrete = new TreeSet<>();
    private Process processus;

    private Application(Path dossier, Map<String, String> reglages, String java, Path lanceur) throws IOException {
        this.dossier = dossier;
        this.port = portLibre();
        this.portDOidc = portLibre();
        this.reglages = reglages;
        this.java = java;
        this.lanceur = lanceur;
    }

    private Application(Path dossier, Map<String, String> reglages) throws IOException {
        this(
                dossier,
                reglages,
                ProcessHandle.current().info().command().orElse("java"),
                Path.of("target", "lanceur.jar").toAbsolutePath());
    }

    /** Celle qui repart, ailleurs, de la copie à froid qu'enseigne docs/exploitation.md ; la première reste arrêtée. */
    static Application restauree(Path dossier, Application premiere) throws IOException, InterruptedException {
        premiere.arreter();
        Application a = new Application(dossier, premiere.reglages);
        executer(
                "sh",
                "-c",
                "cp -a \"$0\"/postgres \"$0\"/base-*.motdepasse \"$1\"",
                premiere.dossier.toString(),
                a.dossier.toString());
        a.demarrer();
        return a;
    }

    /** Une commande du système, qui doit réussir. */
    static void executer(String... commande) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(commande).redirectErrorStream(true).start();
        String dit = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (p.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", commande) + " : " + dit);
        }
    }

    /** Dans un dossier vidé d'abord : base neuve, démonstration chargée. */
    public static Application neuve(String nom) throws IOException {
        return neuve(nom, Map.of());
    }

    /** Une instance de plus, sur la base de la première. */
    public static Application deplus(String nom, Application premiere) throws IOException {
        return neuve(nom, premiere.partages());
    }

    /**
     * Une instance de plus, du même lanceur et de la même WAR, mais d'un autre serveur. @param java de quelle machine
     * virtuelle @param payara le jar mis à la place du nôtre
     */
    static Application deplus(String nom, Application premiere, Path java, Path payara) throws IOException {
        Path dossier = videe(nom);
        Path cible = Path.of("target").toAbsolutePath();
        Path bibliotheques = Files.createDirectories(dossier.resolve("serveur/lib"));
        for (String jar : List.of("lanceur.jar", "iel.war")) {
            Files.createSymbolicLink(dossier.resolve("serveur").resolve(jar), cible.resolve(jar));
        }
        try (Stream<Path> jars = Files.list(cible.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Path nomDuJar = jar.getFileName();
                Files.createSymbolicLink(
                        bibliotheques.resolve(nomDuJar),
                        nomDuJar.toString().equals("payara-micro.jar") ? payara.toAbsolutePath() : jar);
            }
        }
        Application a =
                new Application(dossier, premiere.partages(), java.toString(), dossier.resolve("serveur/lanceur.jar"));
        a.demarrer();
        return a;
    }

    private Map<String, String> partages() throws IOException {
        Map<String, String> p = new HashMap<>(reglages);
        p.put("DATABASE_URL", urlDeLApplication());
        return p;
    }

    /** @param reglages des variables d'environnement de plus, ou à la place des nôtres */
    public static Application neuve(String nom, Map<String, String> reglages) throws IOException {
        Application a = new Application(videe(nom), reglages);
        a.demarrer();
        return a;
    }

    /** Un dossier d'épreuve remis à neuf. */
    static Path videe(String nom) throws IOException {
        Path dossier = dossier(nom);
        tuerPostgres(dossier);
        vider(dossier);
        return Files.createDirectories(dossier);
    }

    /** Où une épreuve écrit : deux machines virtuelles les jouent, chacune chez elle. */
    static Path dossier(String nom) {
        return Path.of("target", "epreuves", System.getProperty("iel.fourche", "1"), nom)
                .toAbsolutePath();
    }

    /** Démarre, ou redémarre sur les mêmes données ; rend la main quand l'application se dit prête. */
    public void demarrer() throws IOException {
        List<String> commande = new ArrayList<>(List.of(java, "@../../deploy/java.options"));
        String options = System.getenv("JAVA_OPTS");
        if (options != null && !options.isBlank()) {
            commande.addAll(List.of(options.strip().split("\\s+")));
        }
        commande.addAll(List.of("-jar", lanceur.toString()));
        ProcessBuilder pb = new ProcessBuilder(commande)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(sortie().toFile()));
        pb.environment().keySet().removeIf(v -> v.startsWith("IEL_") || v.equals("DATABASE_URL"));
        pb.environment().put("PORT", String.valueOf(port));
        pb.environment().put("IEL_VAR", dossier.toString());
        pb.environment().put("IEL_DEMO_JETON", JETON);
        pb.environment().put("IEL_DEMO_MOTDEPASSE", MOT_DE_PASSE);
        pb.environment().put("IEL_ADRESSE", url());
        pb.environment().put("IEL_OIDC_EMETTEUR", emetteurOidc(portDOidc));
        pb.environment().put("IEL_OIDC_CLIENT", FournisseurStrict.CLIENT);
        pb.environment().put("IEL_OIDC_SECRET", FournisseurStrict.SECRET);
        pb.environment().put("IEL_OIDC_ACR", FournisseurStrict.NIVEAUX);
        pb.environment().putAll(reglages);
        processus = pb.start();
        long fin = System.nanoTime() + DELAI_NS;
        for (int s = statut("/health/ready"); s != 200; s = statut("/health/ready")) {
            if (s != 0) {
                avantDEtrePrete.add(s);
            }
            if (!processus.isAlive() || System.nanoTime() > fin) {
                String dit = Files.readString(sortie());
                close();
                throw new IllegalStateException("L'application n'a pas démarré :\n" + dit);
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** Mène son horloge à cet instant, d'où elle continue ; celle de sa base et celle de la machine ne bougent pas. */
    void menerA(Instant instant) throws Exception {
        Decalage.poser(processus.pid(), Duration.between(Instant.now(), instant), dossier);
    }

    /** Comme Ctrl-C : l'application et sa base s'arrêtent d'elles-mêmes. */
    public void arreter() throws InterruptedException {
        processus.destroy();
        if (!processus.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("L'application ne s'arrête pas");
        }
    }

    /** Comme une coupure de courant : l'application et tous les processus de sa base tués net, sans préavis. */
    public void tuer() throws IOException, InterruptedException {
        processus.destroyForcibly();
        tuerPostgres(dossier);
        processus.waitFor();
    }

    /** L'application seule, tuée net ; sa base continue, jusqu'à ce qu'une autre la trouve. */
    public void tuerSansLaBase() throws InterruptedException {
        processus.destroyForcibly();
        processus.waitFor();
    }

    /** La base seule, tous ses processus. */
    public void tuerLaBase() throws IOException {
        tuerPostgres(dossier);
    }

    /** Toujours : rien ne doit survivre aux épreuves. */
    @Override
    public void close() throws IOException {
        if (processus != null && processus.isAlive()) {
            processus.destroy();
            try {
                if (!processus.waitFor(60, TimeUnit.SECONDS)) {
                    processus.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        tuerPostgres(dossier);
    }

    /** Les statuts qu'on a reçus d'elle pendant qu'elle se chargeait. */
    Set<Integer> avantDEtrePrete() {
        return avantDEtrePrete;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /**
     * Où l'application attend son fournisseur d'identité ; personne n'y répond tant qu'une épreuve n'y met pas le sien.
     */
    public int portDOidc() {
        return portDOidc;
    }

    /** L'adresse du fournisseur d'identité des épreuves : ici, pour que les mesures se passent de lui. */
    static String emetteurOidc(int port) {
        return "http://127.0.0.1:" + port + "/api/v2";
    }

    public long pid() {
        return processus.pid();
    }

    public Path dossier() {
        return dossier;
    }

    /** Ce que la commande a affiché. */
    public Path sortie() {
        return dossier.resolve("sortie.txt");
    }

    /** Le journal du serveur. */
    public Path journal() {
        return dossier.resolve("iel.log");
    }

    /** Ce que son journal dit des tâches qui sont tombées, et leurs causes : sans panne jouée, aucune ne doit. */
    List<String> tachesTombees() throws IOException {
        return Arrays.stream(Files.readString(journal()).split("\n(?=\\[\\d{4}-)"))
                .filter(entree -> entree.contains("interrompue, reprise dans"))
                .map(entree -> entree.replaceAll("\n\\s+(at |\\.{3} ).*", ""))
                .toList();
    }

    public String urlDeLaBase() throws IOException {
        if (reglages.containsKey("DATABASE_URL")) {
            return reglages.get("DATABASE_URL");
        }
        return "jdbc:postgresql://127.0.0.1:"
                + Files.readAllLines(dossier.resolve("postgres/postmaster.pid"))
                        .get(3)
                        .strip() + "/postgres?user=postgres&password="
                + Files.readString(dossier.resolve("base-postgres.motdepasse")).strip();
    }

    /**
     * Comme l'application s'y connecte : ce que le serveur crée en son nom reste à ce rôle, que les autres partagent.
     */
    private String urlDeLApplication() throws IOException {
        return reglages.containsKey("DATABASE_URL")
                ? reglages.get("DATABASE_URL")
                : urlDeLaBase().replaceAll("user=.*", "user=iel&password=")
                        + Files.readString(dossier.resolve("base-iel.motdepasse"))
                                .strip();
    }

    /** Une connexion neuve à la base de l'application. */
    public Connection base() throws IOException, SQLException {
        return DriverManager.getConnection(urlDeLaBase());
    }

    private int statut(String chemin) {
        try {
            HttpURLConnection c =
                    (HttpURLConnection) URI.create(url() + chemin).toURL().openConnection();
            c.setConnectTimeout(1_000);
            c.setReadTimeout(5_000);
            return c.getResponseCode();
        } catch (IOException pasEncore) {
            return 0;
        }
    }

    private static void tuerPostgres(Path dossier) throws IOException {
        Path fichier = dossier.resolve("postgres/postmaster.pid");
        if (!Files.exists(fichier)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readAllLines(fichier).get(0).strip()))
                .filter(p -> p.info().command().orElse("").endsWith("postgres"))
                .ifPresent(p -> {
                    List<ProcessHandle> tous = new ArrayList<>(List.of(p));
                    p.descendants().forEach(tous::add);
                    tous.forEach(ProcessHandle::destroyForcibly);
                    tous.forEach(h -> h.onExit().orTimeout(30, TimeUnit.SECONDS).join());
                });
    }

    /**
     * Au-dessous de ceux que le système donne à qui se connecte : l'un d'eux prendrait celui-ci avant que
     * l'application, une minute après, ne l'ouvre.
     */
    static int portLibre() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket libre = new ServerSocket(port)) {
                return libre.getLocalPort();
            } catch (IOException pris) {
                continue;
            }
        }
    }

    private static void vider(Path dossier) throws IOException {
        if (Files.exists(dossier)) {
            try (Stream<Path> arbre = Files.walk(dossier)) {
                arbre.sorted(Comparator.reverseOrder()).forEach(p -> {
                    try {
                        Files.delete(p);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }
}
