package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Le contrat que l'application publie à {@code /openapi}, et la comparaison d'un échange avec lui : statut, type,
 * propriétés, natures.
 */
final class Contrat {

    private final JsonNode document;

    private Contrat(JsonNode document) {
        this.document = document;
    }

    static Contrat publie(String url) {
        try (var in = URI.create(url + "/openapi?format=JSON").toURL().openStream()) {
            return new Contrat(Api.JSON.readTree(in));
        } catch (IOException e) {
            throw new AssertionError("le contrat n'est pas publié", e);
        }
    }

    Set<String> chemins() {
        Set<String> tous = new TreeSet<>();
        document.path("paths").fieldNames().forEachRemaining(tous::add);
        return tous;
    }

    JsonNode document() {
        return document;
    }

    /** Une adresse ou une méthode hors du contrat n'est admise que refusée. */
    void verifier(String methode, String chemin, int statut, String type, JsonNode corps) {
        JsonNode operation = operation(methode, chemin.replaceAll("\\?.*", ""));
        if (operation.isMissingNode()) {
            assertTrue(
                    Set.of(401, 404, 405).contains(statut),
                    methode + " " + chemin + " n'est pas au contrat et répond " + statut);
            return;
        }
        JsonNode reponse = operation.path("responses").path(String.valueOf(statut));
        assertFalse(
                reponse.isMissingNode(),
                () -> "le contrat n'annonce pas " + statut + " pour " + methode + " " + chemin);
        JsonNode schema = reponse.path("content").path(type).path("schema");
        assertFalse(
                schema.isMissingNode(),
                () -> "le contrat ne décrit pas le corps " + type + " de " + statut + " pour " + methode + " "
                        + chemin);
        conforme(schema, corps, methode + " " + chemin + " " + statut);
    }

    private JsonNode operation(String methode, String chemin) {
        for (String modele : chemins()) {
            if (chemin.matches(modele.replaceAll("\\{[^}]+}", "[^/]+"))) {
                return document.path("paths").path(modele).path(methode.toLowerCase());
            }
        }
        return document.path("introuvable");
    }

    private void conforme(JsonNode schema, JsonNode valeur, String ou) {
        if (schema.has("$ref")) {
            String nom = schema.path("$ref").asText().replace("#/components/schemas/", "");
            JsonNode cible = document.path("components").path("schemas").path(nom);
            assertFalse(cible.isMissingNode(), () -> ou + " : le contrat renvoie à " + nom + ", qu'il ne décrit pas");
            conforme(cible, valeur, ou);
            return;
        }
        String type = schema.path("type").asText();
        boolean juste = switch (type) {
            case "object" -> valeur.isObject();
            case "array" -> valeur.isArray();
            case "string" -> valeur.isTextual();
            case "integer" -> valeur.isIntegralNumber();
            case "number" -> valeur.isNumber();
            case "boolean" -> valeur.isBoolean();
            default -> false;
        };
        assertTrue(juste, () -> ou + " : attendu « " + type + " », reçu " + valeur);
        assertTrue(
                schema.path("maxProperties").asInt(Integer.MAX_VALUE) >= valeur.size() || !valeur.isObject(),
                () -> ou + " : trop de propriétés " + valeur);
        if (type.equals("array")) {
            valeur.forEach(v -> conforme(schema.path("items"), v, ou + "[]"));
        } else if (type.equals("object")) {
            for (Iterator<Map.Entry<String, JsonNode>> i = valeur.fields(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> e = i.next();
                JsonNode decrit = schema.path("properties").path(e.getKey());
                assertFalse(decrit.isMissingNode(), () -> ou + " : le contrat ne décrit pas « " + e.getKey() + " »");
                conforme(decrit, e.getValue(), ou + "." + e.getKey());
            }
        } else if (type.equals("string") && schema.path("format").asText().equals("date")) {
            assertEquals(10, valeur.asText().length(), () -> ou + " : une date, reçu " + valeur);
        }
    }
}
