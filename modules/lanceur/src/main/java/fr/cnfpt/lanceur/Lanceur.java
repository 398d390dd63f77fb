package fr.cnfpt.lanceur;

import fish.payara.micro.PayaraMicro;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Démarre tout dans une machine virtuelle : PostgreSQL (embarqué et durable, ou celui de {@code DATABASE_URL}), Payara
 * Micro, la WAR ; dit l'adresse quand l'application est prête ; arrête tout au premier signal. C'est, avec deploy/, le
 * seul endroit qui connaisse Payara.
 */
public final class Lanceur {

    private static final Logger ZONKY = Logger.getLogger("io.zonky");

    private final Path racine = Path.of(env("IEL_VAR", "var")).toAbsolutePath();
    private final int port = Integer.parseInt(env("PORT", "8080"));
    private final boolean demo;
    private final Base base = new Base(racine);

    private Lanceur(boolean demo) {
        this.demo = demo;
    }

    public static void main(String[] args) throws Exception {
        new Lanceur(!List.of(args).contains("--no-demo")).demarrer();
    }

    private void demarrer() throws Exception {
        long debut = System.nanoTime();
        ZONKY.setLevel(Level.WARNING);
        refuserSiLePortEstPris();
        Files.createDirectories(
                racine, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String url = base.ouvrir();
        boolean premiere = preparerLesSecrets(url);
        System.setProperty("iel.demo", String.valueOf(demo));
        System.setProperty("iel.adresse", env("IEL_ADRESSE", "http://localhost:" + port));
        Runtime.getRuntime().addShutdownHook(new Thread(this::arreter, "arret"));
        PrintStream console = System.out;
        effacer(racine.resolve("payara"));
        Path war = Path.of(Lanceur.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolveSibling("iel.war");
        List<String> options = new ArrayList<>(List.of(
                "--deploy",
                war.toString(),
                "--contextroot",
                "/",
                "--port",
                String.valueOf(port),
                "--nocluster",
                "--nohazelcast",
                "--disablephonehome",
                "--rootdir",
                racine.resolve("payara").toString(),
                "--prebootcommandfile",
                reglages().toString(),
                "--postbootcommandfile",
                commandes(url).toString(),
                "--postdeploycommandfile",
                ecrire("ouverture.txt", ECOUTE + "true").toString(),
                "--maxhttpthreads",
                env("IEL_FILS", "400")));
        PrintStream journal = new PrintStream(
                new FileOutputStream(racine.resolve("iel.log").toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(journal);
        System.setErr(journal);
        Thread attente =
                new Thread(new Annonce(console, racine.resolve("iel.log"), port, demo, premiere, debut), "attente");
        attente.setDaemon(true);
        attente.start();
        PayaraMicro.main(options.toArray(String[]::new));
        if (!deployee()) {
            console.println("L'application n'a pas pu démarrer ; la cause est dans " + racine.resolve("iel.log"));
            System.exit(1);
        }
    }

    /** Payara arrête son moteur quand la WAR ne se déploie pas, et le lui demander lève alors une exception. */
    private static boolean deployee() {
        try {
            return !PayaraMicro.getInstance()
                    .getRuntime()
                    .getDeployedApplicationNames()
                    .isEmpty();
        } catch (IllegalStateException arrete) {
            return false;
        }
    }

    /** Le serveur garde sa configuration dans son dossier : on repart chaque fois de neuf. */
    private static void effacer(Path dossier) throws IOException {
        if (Files.exists(dossier)) {
            try (Stream<Path> arbre = Files.walk(dossier)) {
                for (Path p : arbre.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }

    private void refuserSiLePortEstPris() {
        try (ServerSocket essai = new ServerSocket(port)) {
            essai.getLocalPort();
        } catch (IOException e) {
            System.err.println("Le port " + port + " est déjà pris. Choisissez-en un autre : PORT=8081 deploy/run");
            System.exit(1);
        }
    }

    /** @return vrai si la base n'a encore aucun compte */
    private boolean preparerLesSecrets(String url) throws SQLException, IOException {
        boolean vierge;
        // Une base d'avant la coupe de l'annuaire n'a pas encore migré : ses comptes sont à l'ancienne place.
        String comptes = "coalesce(to_regclass('acces.compte'), to_regclass('annuaire.compte'))::text";
        try (Connection c = DriverManager.getConnection(url);
                Statement s = c.createStatement()) {
            String table;
            try (ResultSet r = s.executeQuery("select " + comptes)) {
                r.next();
                table = r.getString(1);
            }
            vierge = table == null;
            if (!vierge) {
                try (ResultSet r =
                        s.executeQuery("select not exists (select 1 from " + table + " where role = 'SIEGE')")) {
                    r.next();
                    vierge = r.getBoolean(1);
                }
            }
        }
        System.setProperty("iel.cle", secret("cle", "IEL_CLE", 43));
        if (demo) {
            System.setProperty("iel.demo.motdepasse", secret("demonstration.motdepasse", "IEL_DEMO_MOTDEPASSE", 14));
            System.setProperty("iel.demo.jeton", secret("demonstration.jeton", "IEL_DEMO_JETON", 0));
        } else if (vierge) {
            System.setProperty("iel.admin.motdepasse", alea(16));
        }
        return vierge;
    }

    private String secret(String fichier, String variable, int longueur) throws IOException {
        String donne = env(variable, "");
        if (!donne.isEmpty()) {
            return donne;
        }
        Path chemin = racine.resolve(fichier);
        if (!Files.exists(chemin)) {
            ecrireSecret(chemin, longueur == 0 ? "iel_" + alea(43) : alea(longueur));
        }
        return Files.readString(chemin).strip();
    }

    /** Dans un fichier qui naît lisible de nous seuls. */
    static void ecrireSecret(Path fichier, String secret) throws IOException {
        Files.createFile(fichier, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fichier, secret);
    }

    static String alea(int longueur) {
        SecureRandom hasard = new SecureRandom();
        String lettres = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < longueur; i++) {
            b.append(lettres.charAt(hasard.nextInt(lettres.length())));
        }
        return b.toString();
    }

    private static final String SERVEUR = "set configs.config.server-config.";

    /** Le port HTTP ne s'ouvre qu'une fois IEL chargé : avant, le serveur répondrait à sa place. */
    private static final String ECOUTE =
            SERVEUR + "network-config.network-listeners.network-listener.http-listener.enabled=";

    /**
     * Avant que le serveur n'ouvre rien : ni grappe, ni métriques, ni son nom. Il ne compresse rien non plus : il
     * décompresserait alors aussi ce qu'on lui envoie, sans nous laisser en borner la taille ; c'est au mandataire.
     */
    private Path reglages() throws IOException {
        String http = SERVEUR + "network-config.protocols.protocol.http-listener.http.";
        return ecrire(
                "reglages.txt",
                ECOUTE + "false",
                SERVEUR + "hazelcast-config-specific-configuration.enabled=false",
                SERVEUR + "microprofile-metrics-configuration.enabled=false",
                http + "server-header=false",
                http + "upload-timeout-enabled=false",
                http + "connection-upload-timeout-millis=15000");
    }

    private Path ecrire(String nom, String... commandes) throws IOException {
        return Files.write(racine.resolve(nom), List.of(commandes));
    }

    /** Nulle attente sans fin : ni un verrou, ni une transaction oubliée, ni une base qui ne répond plus. */
    private static final String BORNES =
            "reWriteBatchedInserts=true&ApplicationName=iel&connectTimeout=5&socketTimeout=600&tcpKeepAlive=true";

    /** Sauf si l'adresse donnée a déjà les siennes. */
    private static final String ATTENTES =
            "&options=-c%20lock_timeout=5s%20-c%20idle_in_transaction_session_timeout=120s";

    /** Les réglages du serveur : la réserve de connexions, unique, et le registre des traitements dans la même base. */
    private Path commandes(String url) throws IOException {
        System.setProperty(
                "iel.db.url",
                url + (url.contains("?") ? "&" : "?") + BORNES + (url.contains("options=") ? "" : ATTENTES));
        return ecrire(
                "commandes.txt",
                "create-jdbc-connection-pool --datasourceclassname org.postgresql.ds.PGSimpleDataSource --restype javax.sql.DataSource"
                        + " --steadypoolsize 8 --maxpoolsize 64 --maxwait 5000 --isconnectvalidatereq=true --validationmethod custom-validation"
                        + " --validationclassname org.glassfish.api.jdbc.validation.PostgresConnectionValidation --validateatmostonceperiod 10 --wrapjdbcobjects=false"
                        + " --property url='${MPCONFIG=iel.db.url}' iel",
                "create-jdbc-resource --connectionpoolid iel jdbc/iel",
                "set-batch-runtime-configuration --datasourcelookupname jdbc/iel --tableprefix jbatch --schemaname batch");
    }

    private void arreter() {
        try {
            PayaraMicro.getInstance().shutdown();
        } catch (Exception dejaArrete) {
            System.err.println("Arrêt du serveur : " + dejaArrete.getMessage());
        }
        try {
            base.close();
        } catch (IOException e) {
            System.err.println("Arrêt de PostgreSQL : " + e.getMessage());
        }
    }

    static String env(String nom, String defaut) {
        String v = System.getenv(nom);
        return v == null || v.isBlank() ? defaut : v;
    }
}
