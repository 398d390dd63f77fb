package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Le SIRH d'un partenaire. À chaque réponse il vérifie ce qui vaut pour toutes : jamais de 500, un refus est un
 * problème RFC 9457 en français sans trace, et la réponse est celle que le contrat publié annonce.
 */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Application application;
    private final String jeton;
    private final Contrat contrat;

    /**
     * @param suite l'adresse que donne {@code Link}, ou {@code null}
     * @param version ce que porte {@code ETag}, ou {@code null}
     */
    record Reponse(int statut, JsonNode corps, String suite, String version) {

        /** Vérifie le refus : son statut et le code qui finit son type. */
        Reponse refuse(int attendu, String code) {
            assertEquals(attendu, statut, () -> "réponse : " + corps);
            assertEquals("urn:iel:probleme:" + code, corps.path("type").asText());
            return this;
        }

        Reponse admise(int attendu) {
            assertEquals(attendu, statut, () -> "réponse : " + corps);
            return this;
        }

        String detail() {
            return corps.path("detail").asText();
        }

        String champ() {
            return corps.path("champ").asText(null);
        }
    }

    Api(Application application, String jeton) {
        this.application = application;
        this.jeton = jeton;
        this.contrat = Contrat.publie(application.url());
    }

    Reponse lire(String chemin) {
        return envoyer("GET", chemin, BodyPublishers.noBody(), Map.of());
    }

    /** Toutes les lignes d'une liste, de lien en lien. */
    List<JsonNode> toutes(String chemin, String liste) {
        List<JsonNode> lignes = new ArrayList<>();
        for (String ici = chemin; ici != null; ) {
            Reponse r = lire(ici).admise(200);
            r.corps().path(liste).forEach(lignes::add);
            ici = r.suite();
        }
        return lignes;
    }

    Reponse poster(String chemin, Object corps) {
        return envoyer("POST", chemin, json(corps), Map.of());
    }

    Reponse mettre(String chemin, Object corps) {
        return envoyer("PUT", chemin, json(corps), Map.of());
    }

    /** Inscrit à une session des agents de {@link Donnees#agents}. */
    Reponse inscrire(long session, List<Long> agents) {
        return poster(
                "/bulletins",
                Map.of(
                        "session",
                        session,
                        "matricules",
                        agents.stream().map(Donnees::matricule).toList()));
    }

    Reponse envoyer(String methode, String chemin, String brut) {
        return envoyer(methode, chemin, BodyPublishers.ofString(brut), Map.of());
    }

    Reponse envoyer(String methode, String chemin, BodyPublisher corps, Map<String, String> entetes) {
        HttpRequest.Builder b = HttpRequest.newBuilder(URI.create(application.url() + "/api/v1" + chemin))
                .timeout(Duration.ofSeconds(60))
                .method(methode, corps)
                .header("Content-Type", "application/json");
        if (jeton != null) {
            b.header("Authorization", "Bearer " + jeton);
        }
        if (methode.equals("POST")) {
            b.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        entetes.forEach(b::setHeader);
        try {
            HttpResponse<String> r = client.send(b.build(), BodyHandlers.ofString());
            String type = r.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
            String quoi = methode + " " + chemin + " : " + r.statusCode() + " " + r.body();
            assertTrue(r.statusCode() < 500, quoi);
            assertFalse(r.body().contains("\tat ") || r.body().contains("Exception"), quoi);
            JsonNode recu = JSON.readTree(r.body());
            if (r.statusCode() >= 400) {
                assertEquals("application/problem+json", type, quoi);
                assertEquals(r.statusCode(), recu.path("status").asInt(), quoi);
                assertFalse(recu.path("detail").asText().isBlank(), quoi);
                if (r.statusCode() == 401) {
                    assertTrue(
                            r.headers()
                                    .firstValue("WWW-Authenticate")
                                    .orElse("")
                                    .startsWith("Bearer"),
                            quoi);
                }
            } else {
                assertEquals("application/json", type, quoi);
            }
            contrat.verifier(methode, "/api/v1" + chemin, r.statusCode(), type, recu);
            return new Reponse(
                    r.statusCode(),
                    recu,
                    r.headers()
                            .firstValue("Link")
                            .map(l -> l.replaceAll("^<.*/api/v1(/[^>]+)>; rel=\"next\"$", "$1"))
                            .orElse(null),
                    r.headers().firstValue("ETag").orElse(null));
        } catch (IOException e) {
            throw new AssertionError(methode + " " + chemin, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static BodyPublisher json(Object corps) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(corps));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
