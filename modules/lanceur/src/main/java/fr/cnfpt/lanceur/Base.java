package fr.cnfpt.lanceur;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * La base : celle de {@code DATABASE_URL}, ou un PostgreSQL embarqué que l'on veut durable et qu'un arrêt brutal de
 * l'application laisse vivant : au démarrage suivant, on le reprend.
 */
final class Base implements AutoCloseable {

    private static final String APPLICATION = "iel";
    private static final Set<PosixFilePermission> A_NOUS_SEULS = PosixFilePermissions.fromString("rwx------");

    private final Path racine;
    private EmbeddedPostgres postgres;
    private int port;
    private volatile boolean fermee;

    /** @param racine où vivent ses données, ses mots de passe et son journal */
    Base(Path racine) {
        this.racine = racine;
    }

    /** La démarre au besoin. @return son URL JDBC, celle d'un rôle ordinaire qui possède la base */
    String ouvrir() throws IOException, SQLException {
        String externe = Lanceur.env("DATABASE_URL", "");
        if (!externe.isEmpty()) {
            return versJdbc(externe);
        }
        port = portDePostgres();
        demarrer();
        Thread veille = new Thread(this::veiller, "veille-de-postgres");
        veille.setDaemon(true);
        veille.start();
        return url(APPLICATION);
    }

    private synchronized void demarrer() throws IOException, SQLException {
        Path donnees = racine.resolve("postgres");
        Path binaires = racine.resolve("postgres-binaires");
        boolean neuve = Files.notExists(donnees.resolve("PG_VERSION"));
        Redirect journal = Redirect.appendTo(racine.resolve("postgres.log").toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(donnees)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaires.toFile())
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_connections", "200")
                // De quoi dire ce que coûte chaque requête, à qui exploite et aux épreuves.
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setErrorRedirector(journal)
                .setOutputRedirector(journal)
                .setPGStartupWait(Duration.ofSeconds(60));
        Path secret = motDePasse(SUPER);
        if (neuve) {
            // initdb reçoit ces options telles quelles : la base naît fermée, sans un instant où tous y entrent.
            builder.setLocaleConfig("pwfile", secret.toString())
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256");
        }
        postgres = builder.setConnectConfig("password", lire(SUPER)).start();
        Files.setPosixFilePermissions(binaires, A_NOUS_SEULS);
        try (Connection c = DriverManager.getConnection(url(SUPER));
                Statement s = c.createStatement()) {
            for (String reglage : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet r = s.executeQuery("show " + reglage)) {
                    r.next();
                    if (!"on".equals(r.getString(1))) {
                        throw new IllegalStateException(
                                "PostgreSQL n'est pas durable : " + reglage + " = " + r.getString(1));
                    }
                }
            }
            fermer(s, donnees);
            confierALApplication(s);
        }
    }

    /** Une base d'avant laissait entrer toute la machine : elle prend son mot de passe, et l'exige désormais. */
    private void fermer(Statement s, Path donnees) throws IOException, SQLException {
        Path regles = donnees.resolve("pg_hba.conf");
        String avant = Files.readString(regles);
        String apres = avant.replaceAll("(?m)^((?:local|host).*\\s)trust$", "$1scram-sha-256");
        if (!avant.equals(apres)) {
            s.execute("alter role " + SUPER + " password '" + lire(SUPER) + "'");
            Files.writeString(regles, apres);
            s.execute("select pg_reload_conf()");
        }
    }

    /** L'application n'est pas superutilisateur : elle possède sa base, et rien d'autre. */
    private void confierALApplication(Statement s) throws IOException, SQLException {
        try (ResultSet r = s.executeQuery("select 1 from pg_roles where rolname = '" + APPLICATION + "'")) {
            if (r.next()) {
                return;
            }
        }
        motDePasse(APPLICATION);
        s.execute("begin; create role " + APPLICATION + " login password '" + lire(APPLICATION) + "';"
                + "alter database postgres owner to " + APPLICATION + ";" + CEDER + "commit");
    }

    /** Ce qu'une base d'avant tenait au nom du superutilisateur ; rien sur une base neuve. */
    private static final String CEDER = """
      do $$ declare objet text; begin
        for objet in
          select format('alter schema %I owner to iel', nspname) from pg_namespace where nspname !~ '^pg_|^information_schema$|^public$'
          union all
          select format('alter table %I.%I owner to iel', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname !~ '^pg_|^information_schema$' and c.relkind in ('r', 'p', 'v', 'm', 'S')
             and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i', 'e'))
          union all
          select format('alter routine %s owner to iel', p.oid::regprocedure) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname !~ '^pg_|^information_schema$'
             and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
          union all
          select format('alter type %I.%I owner to iel', n.nspname, t.typname) from pg_type t join pg_namespace n on n.oid = t.typnamespace
           where n.nspname !~ '^pg_|^information_schema$' and t.typtype in ('d', 'e')
             and not exists (select 1 from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
        loop execute objet; end loop;
      end $$;
      """;

    private static final String SUPER = "postgres";

    private String url(String role) throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + role + "&password=" + lire(role);
    }

    private String lire(String role) throws IOException {
        return Files.readString(fichierDu(role)).strip();
    }

    private Path fichierDu(String role) {
        return racine.resolve("base-" + role + ".motdepasse");
    }

    private Path motDePasse(String role) throws IOException {
        Path fichier = fichierDu(role);
        if (Files.notExists(fichier)) {
            Lanceur.ecrireSecret(fichier, Lanceur.alea(32));
        }
        return fichier;
    }

    /** Si PostgreSQL meurt, on le relance sur le même port : l'application, entre-temps, répond 503 et se rétablit. */
    private void veiller() {
        while (!fermee) {
            LockSupport.parkNanos(UNE_SECONDE);
            try {
                if (!fermee && vivant().isEmpty()) {
                    System.err.println("PostgreSQL ne répond plus : on le relance.");
                    synchronized (this) {
                        if (!fermee) {
                            postgres.close();
                            demarrer();
                        }
                    }
                }
            } catch (IOException | SQLException | RuntimeException echec) {
                System.err.println("PostgreSQL n'a pas pu être relancé, nouvel essai dans une seconde : " + echec);
            }
        }
    }

    private static final long UNE_SECONDE = 1_000_000_000L;

    /** Les lignes de {@code postmaster.pid}, si le processus qu'il nomme vit encore. */
    private Optional<List<String>> vivant() throws IOException {
        Path pid = racine.resolve("postgres").resolve("postmaster.pid");
        if (Files.notExists(pid)) {
            return Optional.empty();
        }
        List<String> lignes = Files.readAllLines(pid);
        return lignes.size() > 3
                        && ProcessHandle.of(Long.parseLong(lignes.get(0).strip()))
                                .filter(ProcessHandle::isAlive)
                                .isPresent()
                ? Optional.of(lignes)
                : Optional.empty();
    }

    /** Un PostgreSQL qui a survécu à un arrêt brutal garde son port : on le reprend avec lui. */
    private int portDePostgres() throws IOException {
        Optional<List<String>> vivant = vivant();
        if (vivant.isPresent()) {
            return Integer.parseInt(vivant.get().get(3).strip());
        }
        try (ServerSocket libre = new ServerSocket(0)) {
            return libre.getLocalPort();
        }
    }

    /** {@code postgres://u:p@hote:5432/base} ou déjà {@code jdbc:postgresql:…}. */
    static String versJdbc(String url) {
        if (url.startsWith("jdbc:")) {
            return url;
        }
        URI u = URI.create(url);
        String[] qui = u.getRawUserInfo() == null
                ? new String[] {"postgres"}
                : u.getRawUserInfo().replace("+", "%2B").split(":", 2);
        return "jdbc:postgresql://" + u.getHost() + ":" + (u.getPort() < 0 ? 5432 : u.getPort()) + u.getPath()
                + "?user=" + qui[0] + (qui.length > 1 ? "&password=" + qui[1] : "")
                + (u.getRawQuery() == null ? "" : "&" + u.getRawQuery());
    }

    /** Arrête celle que l'on a démarrée ; une base externe n'est pas à nous. */
    @Override
    public void close() throws IOException {
        fermee = true;
        fermerPostgres();
    }

    private synchronized void fermerPostgres() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
