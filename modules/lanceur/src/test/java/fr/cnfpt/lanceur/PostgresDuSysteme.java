package fr.cnfpt.lanceur;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Le PostgreSQL que la machine a peut-être, comme une base externe : un serveur à part, un rôle ordinaire au mot de
 * passe malcommode, et ses outils de sauvegarde, que l'embarqué n'a pas.
 */
final class PostgresDuSysteme implements AutoCloseable {

    private static final Path ICI = Path.of("/usr/lib/postgresql");

    /** Ce qu'une adresse doit encoder, et un peu plus. */
    private static final String MALCOMMODE = "à&%+#/?@ '=:";

    private final Path binaires;
    private final Path dossier;
    private final int port;
    private final Process serveur;

    /** Les binaires du plus récent des serveurs installés. */
    static Optional<Path> binaires() throws IOException {
        if (!Files.isDirectory(ICI)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(ICI)) {
            return versions.map(v -> v.resolve("bin"))
                    .filter(b ->
                            Files.isExecutable(b.resolve("postgres")) && Files.isExecutable(b.resolve("pg_restore")))
                    .max(Comparator.comparingInt(
                            b -> Integer.parseInt(b.getParent().getFileName().toString())));
        }
    }

    /** @param dossier vide ou absent */
    PostgresDuSysteme(Path binaires, Path dossier) throws IOException, InterruptedException {
        this.binaires = binaires;
        this.dossier = Files.createDirectories(dossier);
        port = Application.portLibre();
        Path secret = Files.writeString(dossier.resolve("motdepasse"), MALCOMMODE);
        Path donnees = dossier.resolve("donnees");
        Application.executer(sansEtreRoot(
                "initdb",
                "-D",
                donnees.toString(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C",
                "--pwfile=" + secret));
        serveur = new ProcessBuilder(sansEtreRoot(
                        "postgres",
                        "-D",
                        donnees.toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories="))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(dossier.resolve("journal").toFile()))
                .start();
        Application.executer(
                "sh",
                "-c",
                "for i in $(seq 100); do \"$0/pg_isready\" -q -h 127.0.0.1 -p $1 && exit 0; sleep 0.2; done; exit 1",
                binaires.toString(),
                String.valueOf(port));
        sql("postgres", "create role iel login password '" + MALCOMMODE.replace("'", "''") + "'");
    }

    /** Une base vide du rôle ordinaire, où l'administrateur n'a posé que les extensions, comme l'enseigne la notice. */
    String baseVide(String nom) throws IOException, InterruptedException {
        sql("postgres", "create database " + nom + " owner iel");
        for (String extension : List.of("unaccent", "pg_trgm", "btree_gist")) {
            sql(nom, "create extension " + extension + " schema public");
        }
        return url(nom);
    }

    String url(String base) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + base + "?user=iel&password="
                + URLEncoder.encode(MALCOMMODE, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Comme on l'écrit dans une console, avec le mot de passe du rôle dans l'environnement. */
    void commande(String nom, String... arguments) throws IOException, InterruptedException {
        List<String> tout = new ArrayList<>(List.of(
                "env",
                "PGPASSWORD=" + MALCOMMODE,
                binaires.resolve(nom).toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port)));
        tout.addAll(List.of(arguments));
        Application.executer(tout.toArray(String[]::new));
    }

    private void sql(String base, String ordre) throws IOException, InterruptedException {
        commande("psql", "-U", "postgres", "-d", base, "-v", "ON_ERROR_STOP=1", "-c", ordre);
    }

    /** PostgreSQL refuse d'être root ; un espace de noms à part suffit à ne plus l'être. */
    private String[] sansEtreRoot(String nom, String... arguments) {
        List<String> tout = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            tout.addAll(List.of("unshare", "-U"));
        }
        tout.add(binaires.resolve(nom).toString());
        tout.addAll(List.of(arguments));
        return tout.toArray(String[]::new);
    }

    @Override
    public void close() throws InterruptedException {
        serveur.destroy();
        if (!serveur.waitFor(30, TimeUnit.SECONDS)) {
            serveur.destroyForcibly();
        }
    }
}
