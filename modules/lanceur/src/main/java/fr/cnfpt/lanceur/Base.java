package fr.cnfpt.lanceur;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * La base : celle de {@code DATABASE_URL}, ou un PostgreSQL embarqué que l'on veut durable et qu'un arrêt brutal de
 * l'application laisse vivant : au démarrage suivant, on le reprend.
 */
final class Base implements AutoCloseable {

    private final Path racine;
    private EmbeddedPostgres postgres;

    /** @param racine où vivent ses données et son journal */
    Base(Path racine) {
        this.racine = racine;
    }

    /** La démarre au besoin. @return son URL JDBC */
    String ouvrir() throws IOException, SQLException {
        String externe = Lanceur.env("DATABASE_URL", "");
        if (!externe.isEmpty()) {
            return versJdbc(externe);
        }
        Path donnees = racine.resolve("postgres");
        Redirect journal = Redirect.appendTo(racine.resolve("postgres.log").toFile());
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(donnees)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(racine.resolve("postgres-binaires").toFile())
                .setPort(portDePostgres(donnees))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_connections", "200")
                .setErrorRedirector(journal)
                .setOutputRedirector(journal)
                .setPGStartupWait(java.time.Duration.ofSeconds(60))
                .start();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        try (Connection c = DriverManager.getConnection(url);
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
        }
        return url;
    }

    /** Un PostgreSQL qui a survécu à un arrêt brutal garde son port : on le reprend avec lui. */
    private static int portDePostgres(Path donnees) throws IOException {
        Path pid = donnees.resolve("postmaster.pid");
        if (Files.exists(pid)) {
            List<String> lignes = Files.readAllLines(pid);
            boolean vivant = !lignes.isEmpty()
                    && ProcessHandle.of(Long.parseLong(lignes.get(0).strip()))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
            if (vivant && lignes.size() > 3) {
                return Integer.parseInt(lignes.get(3).strip());
            }
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
        if (postgres != null) {
            postgres.close();
        }
    }
}
