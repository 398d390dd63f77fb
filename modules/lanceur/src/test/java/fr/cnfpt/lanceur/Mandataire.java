package fr.cnfpt.lanceur;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Un mandataire nginx en TLS, sans affinité : chaque requête va à l'instance suivante, et une instance qui ne répond
 * pas est passée. Sa configuration est celle que docs/exploitation.md donne.
 */
final class Mandataire implements AutoCloseable {

    private final Process nginx;
    private final int port;

    Mandataire(Path dossier, int port, Application... instances) throws IOException, InterruptedException {
        this.port = port;
        Files.createDirectories(dossier);
        executer(
                dossier,
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-keyout",
                "cle.pem",
                "-out",
                "certificat.pem");
        Path configuration = dossier.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/erreurs.log;
                events {}
                http {
                  access_log %1$s/acces.log;
                  client_body_temp_path %1$s/corps;
                  proxy_temp_path %1$s/temporaires;
                  fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u;
                  scgi_temp_path %1$s/s;
                  client_max_body_size 60m;
                  gzip on;
                  gzip_proxied any;
                  gzip_min_length 1024;
                  gzip_types text/css text/csv text/javascript text/xml application/javascript application/json image/svg+xml;
                  upstream iel {
                %2$s
                  }
                  server {
                    listen 127.0.0.1:%3$d ssl;
                    ssl_certificate %1$s/certificat.pem;
                    ssl_certificate_key %1$s/cle.pem;
                    location / {
                      proxy_pass http://iel;
                      proxy_http_version 1.1;
                      proxy_set_header Host $http_host;
                      proxy_set_header Connection "";
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                      proxy_connect_timeout 2s;
                      proxy_next_upstream error timeout http_502 http_503;
                    }
                  }
                }
                """.formatted(
                        dossier,
                        Arrays.stream(instances)
                                .map(i -> "    server 127.0.0.1:" + i.port() + " max_fails=1 fail_timeout=5s;")
                                .collect(Collectors.joining("\n")),
                        port));
        nginx = new ProcessBuilder(nginx(), "-c", configuration.toString(), "-p", dossier.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(dossier.resolve("sortie.txt").toFile()))
                .start();
        long fin = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!ecoute()) {
            if (!nginx.isAlive() || System.nanoTime() > fin) {
                throw new IllegalStateException(
                        "nginx n'a pas démarré :\n" + Files.readString(dossier.resolve("sortie.txt"))
                                + Files.readString(dossier.resolve("erreurs.log")));
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    private boolean ecoute() {
        try (Socket s = new Socket("127.0.0.1", port)) {
            return s.isConnected();
        } catch (IOException pasEncore) {
            return false;
        }
    }

    private static String nginx() {
        return List.of("/usr/sbin/nginx", "/usr/bin/nginx").stream()
                .filter(c -> Files.isExecutable(Path.of(c)))
                .findFirst()
                .orElse("nginx");
    }

    private static void executer(Path dossier, String... commande) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(commande)
                .directory(dossier.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        if (p.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", commande));
        }
    }

    @Override
    public void close() throws InterruptedException {
        nginx.descendants().forEach(ProcessHandle::destroy);
        nginx.destroy();
        nginx.waitFor(10, TimeUnit.SECONDS);
    }
}
