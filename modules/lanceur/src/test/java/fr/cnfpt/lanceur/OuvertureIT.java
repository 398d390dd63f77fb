package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ce que le serveur et sa base ouvrent d'eux-mêmes : un port, quelques adresses, et rien qui dise ce qu'ils sont. */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OuvertureIT {

    private static final List<String> METHODES = List.of("OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "X");

    private Application application;

    @BeforeAll
    void ouvrir(Application partagee) {
        application = partagee;
    }

    @Test
    void seul_le_port_http_ecoute_au_dela_de_la_machine() throws Exception {
        Set<String> prises = new HashSet<>();
        try (Stream<Path> ouvertes = Files.list(Path.of("/proc/" + application.pid() + "/fd"))) {
            for (Path fd : ouvertes.toList()) {
                String cible = Files.readSymbolicLink(fd).toString();
                if (cible.startsWith("socket:[")) {
                    prises.add(cible.substring(8, cible.length() - 1));
                }
            }
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            List<String> lignes = Files.readAllLines(Path.of("/proc/net/" + table));
            for (String ligne : lignes.subList(1, lignes.size())) {
                String[] champs = ligne.strip().split("\\s+");
                String[] adresse = champs[1].split(":");
                boolean ecoute = champs[3].equals("0A");
                if (ecoute && !adresse[0].endsWith("0100007F") && prises.contains(champs[9])) {
                    ports.add(Integer.parseInt(adresse[1], 16));
                }
            }
        }
        assertEquals(Set.of(application.port()), ports);
    }

    /** Le serveur, lui, est là bien avant : il répondrait à notre place, par une page qui le nomme. */
    @Test
    void tant_qu_iel_se_charge_personne_ne_repond() {
        assertEquals(Set.of(), application.avantDEtrePrete());
    }

    @Test
    void aucune_adresse_du_serveur_ne_repond_hors_la_sante_et_le_contrat() throws Exception {
        for (String chemin : List.of(
                "/metrics",
                "/metrics/base",
                "/openapi/application.wadl",
                "/openapi/x",
                "/health/x",
                "/application.wadl",
                "/api/application.wadl",
                "/api/v1/application.wadl",
                "/management/domain",
                "/__asadmin/version")) {
            assertEquals(404, demander("GET", chemin).statusCode(), chemin);
        }
        assertEquals(200, demander("GET", "/openapi").statusCode());
        assertEquals(200, demander("GET", "/health/ready").statusCode());
    }

    @Test
    void une_methode_inattendue_est_refusee_partout_sans_nommer_le_serveur() throws Exception {
        for (String chemin : List.of(
                "/",
                "/connexion.xhtml",
                "/iel/iel.css",
                "/openapi",
                "/metrics",
                "/health/ready",
                "/erreur",
                "/api/v1/sessions",
                "/api/v1/rien")) {
            for (String methode : METHODES) {
                HttpResponse<String> r = demander(methode, chemin);
                String quoi = methode + " " + chemin;
                assertAll(
                        () -> assertTrue(Set.of(401, 404, 405).contains(r.statusCode()), quoi + " : " + r.statusCode()),
                        () -> assertEquals(List.of(), r.headers().allValues("Server"), quoi),
                        () -> assertFalse(
                                r.body().matches("(?is).*(payara|glassfish|jersey|wadl|grizzly).*"),
                                quoi + " : " + r.body()));
            }
        }
    }

    @Test
    void une_page_ne_laisse_courir_que_les_scripts_d_ici() throws Exception {
        HttpResponse<String> page = demander("GET", "/connexion.xhtml");
        String politique = String.join(" ; ", page.headers().allValues("Content-Security-Policy"));
        String scripts = politique.replaceAll("(?s).*script-src ([^;]*);?.*", "$1");
        assertTrue(scripts.matches("'self' 'nonce-[A-Za-z0-9+/=]{20,}'"), politique);
        assertFalse(
                politique.equals(String.join(
                        " ; ", demander("GET", "/connexion.xhtml").headers().allValues("Content-Security-Policy"))),
                "le nombre ne sert qu'une fois");
        assertEquals(List.of(), page.headers().allValues("Set-Cookie"), "aucun témoin avant la connexion");
        assertEquals(List.of(), demander("GET", "/").headers().allValues("Set-Cookie"));
    }

    /** Le serveur l'y laisserait jusqu'à son arrêt, envoyé par n'importe qui. */
    @Test
    void un_fichier_envoye_ne_reste_pas_dans_le_dossier_du_serveur() throws Exception {
        Set<Path> avant = envois();
        Visiteur quiconque = new Visiteur(application);
        String page = quiconque.demander("/connexion.xhtml").body();
        quiconque.televerser(page, "connexion:entrer", "fichier", "Matricule;Nom\n1;Zola\n");
        Set<Path> laisses = envois();
        laisses.removeAll(avant);
        assertFalse(laisses.isEmpty(), "le serveur ne laisse plus rien : BalayerLesEnvois ne sert plus");
        for (Path laisse : laisses) {
            Files.setLastModifiedTime(laisse, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        long fin = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (laisses.stream().anyMatch(Files::exists) && System.nanoTime() < fin) {
            LockSupport.parkNanos(500_000_000);
        }
        assertEquals(List.of(), laisses.stream().filter(Files::exists).toList());
        assertEquals(List.of(), application.tachesTombees());
    }

    private Set<Path> envois() throws IOException {
        try (Stream<Path> arbre = Files.walk(application.dossier().resolve("payara/generated"))) {
            return arbre.filter(f -> f.getFileName().toString().startsWith("upload_"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void le_seul_temoin_est_celui_de_la_connexion() {
        Visiteur agent = new Visiteur(application);
        agent.entrer("agent");
        for (String page : List.of("/aujourdhui.xhtml", "/mon-compte.xhtml", "/inscription/catalogue.xhtml")) {
            assertEquals(List.of(), agent.demander(page).headers().allValues("Set-Cookie"), page);
        }
    }

    @Test
    void une_feuille_se_garde_un_an_sous_le_nom_de_son_contenu() throws Exception {
        String page = demander("GET", "/connexion.xhtml").body();
        Matcher feuilles = Pattern.compile("\"(/iel/[a-z-]+\\.(?:css|js)\\?v=[0-9a-f]{12})\"")
                .matcher(page);
        int vues = 0;
        for (; feuilles.find(); vues++) {
            HttpResponse<String> r = demander("GET", feuilles.group(1));
            assertEquals(200, r.statusCode(), feuilles.group(1));
            assertEquals(
                    List.of("public, max-age=31536000, immutable"),
                    r.headers().allValues("Cache-Control"),
                    feuilles.group(1));
        }
        assertEquals(2, vues, page);
        assertEquals(
                List.of("max-age=600"),
                demander("GET", "/iel/modalites.svg").headers().allValues("Cache-Control"));
    }

    @Test
    void nul_n_entre_dans_la_base_sans_mot_de_passe_et_l_application_n_y_est_pas_superutilisateur() throws Exception {
        Path dossier = application.dossier();
        String sansSecret = application.urlDeLaBase().replaceAll("&password=.*", "");
        for (String role : List.of("postgres", "iel")) {
            String url = sansSecret.replace("user=postgres", "user=" + role);
            SQLException refus = assertThrows(
                    SQLException.class, () -> DriverManager.getConnection(url).close());
            assertTrue(refus.getSQLState().matches("08004|28P01"), refus.getSQLState());
            assertEquals("rw-------", droits(dossier.resolve("base-" + role + ".motdepasse")));
        }
        assertEquals("rwx------", droits(dossier.resolve("postgres")));
        assertEquals("rwx------", droits(dossier.resolve("postgres-binaires")));
        try (Donnees d = new Donnees(application)) {
            assertEquals(
                    "f|f|f",
                    d.texte(
                                    "select rolsuper || '|' || rolcreaterole || '|' || rolcreatedb from pg_roles where rolname = 'iel'")
                            .replace("false", "f"));
            assertEquals(
                    0,
                    d.nombre(
                            "select count(*) from pg_stat_activity where application_name = 'iel' and usename <> 'iel'"));
        }
    }

    private static String droits(Path chemin) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(chemin));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpResponse<String> demander(String methode, String chemin) throws Exception {
        return client().send(
                        HttpRequest.newBuilder(URI.create(application.url() + chemin))
                                .method(methode, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }
}
