package fr.cnfpt.portail.rest;

import fr.cnfpt.outils.rest.UneSeuleFois;
import fr.cnfpt.outils.rest.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Complète le contrat publié de ce qui vaut pour toutes les adresses et que les ressources ne répètent pas : les refus
 * communs, les en-têtes qu'une écriture exige, la forme des problèmes, celle des dates. Nommé par
 * {@code mp.openapi.filter}.
 */
public class ContratComplet implements OASFilter {

    private static final String PROBLEME = "Probleme";

    @Override
    public void filterOpenAPI(OpenAPI contrat) {
        contrat.getComponents().getSchemas().values().forEach(ContratComplet::reprendre);
        contrat.getComponents().addSchema(PROBLEME, probleme());
        contrat.getPaths()
                .getPathItems()
                .values()
                .forEach(p -> p.getOperations().forEach((methode, operation) -> completer(methode, operation)));
    }

    private static void completer(PathItem.HttpMethod methode, Operation operation) {
        for (Parameter p : Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
            if (p.getDescription() == null && UneSeuleFois.CLE.equals(p.getName())) {
                // Une par adresse : qui essaie les exemples n'envoie pas deux fois la même clé.
                byte[] nom = operation.getOperationId().getBytes(StandardCharsets.UTF_8);
                exiger(
                        p,
                        "Une clé propre à cet envoi",
                        UUID.nameUUIDFromBytes(nom).toString());
            } else if (p.getDescription() == null && Version.SI.equals(p.getName())) {
                exiger(p, "L'`ETag` de la lecture", "\"3\"");
                annoncer(operation.getResponses(), "412", "Elle a changé depuis : relisez ; rien n'est écrit");
                annoncer(operation.getResponses(), "428", "`If-Match` manque");
            } else if (p.getIn() == Parameter.In.PATH) {
                annoncer(operation.getResponses(), "404", "Inconnu, ou pas à vous");
            }
        }
        APIResponses reponses = operation.getResponses();
        annoncer(reponses, "401", "Jeton absent ou refusé");
        annoncer(reponses, "403", "Le jeton n'est pas de ceux que cette adresse admet");
        annoncer(reponses, "406", "Format de réponse non proposé");
        annoncer(reponses, "422", "Paramètre invalide");
        annoncer(reponses, "400", "JSON mal formé, ou paramètre de l'adresse invalide");
        if (methode != PathItem.HttpMethod.GET) {
            annoncer(reponses, "413", "Plus de 1 Mo");
            annoncer(reponses, "415", "Autre chose que du JSON en UTF-8, non compressé");
        }
        if (methode == PathItem.HttpMethod.POST) {
            annoncer(reponses, "409", "Le même envoi est en cours sous cette clé");
        }
        reponses.getAPIResponses().forEach((statut, reponse) -> {
            if (reponse.getContent() != null) {
                reponse.getContent().getMediaTypes().values().forEach(m -> reprendre(m.getSchema()));
            }
            if (statut.charAt(0) == '4') {
                Content corps = OASFactory.createContent();
                corps.addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEME)));
                reponse.setContent(corps);
            }
        });
    }

    /**
     * Les dates sont des chaînes : l'analyse du serveur les dit objets sans propriété. Et là où une classe est annotée,
     * elle recopie les valeurs par défaut de l'annotation : au plus zéro propriété, ce qu'aucun objet rendu ne tient.
     */
    private static void reprendre(Schema schema) {
        if (schema == null) {
            return;
        }
        if (Integer.valueOf(0).equals(schema.getMaxProperties())) {
            schema.setMaxProperties(null);
        }
        if (schema.getProperties() != null) {
            Map.copyOf(schema.getProperties()).forEach((nom, p) -> {
                if ("date".equals(p.getFormat()) || "date-time".equals(p.getFormat())) {
                    schema.addProperty(nom, texte().format(p.getFormat()));
                } else {
                    reprendre(p);
                }
            });
        }
    }

    private static void exiger(Parameter entete, String description, String exemple) {
        entete.required(true).description(description).setExample(exemple);
    }

    private static void annoncer(APIResponses reponses, String statut, String quand) {
        if (reponses.getAPIResponse(statut) == null) {
            reponses.addAPIResponse(statut, OASFactory.createAPIResponse().description(quand));
        }
    }

    private static Schema probleme() {
        Schema regle = OASFactory.createSchema()
                .type(SchemaType.OBJECT)
                .properties(Map.of("texte", texte(), "source", texte(), "depuis", texte().format("date")));
        return OASFactory.createSchema()
                .type(SchemaType.OBJECT)
                .description("RFC 9457 ; champ : celui à corriger ; regle : celle qu'on oppose")
                .addProperty("type", texte())
                .addProperty("title", texte())
                .addProperty("status", OASFactory.createSchema().type(SchemaType.INTEGER))
                .addProperty("detail", texte())
                .addProperty("champ", texte())
                .addProperty("regle", regle);
    }

    private static Schema texte() {
        return OASFactory.createSchema().type(SchemaType.STRING);
    }
}
