package fr.cnfpt.inscription.convocations.adapter.rest;

import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations;
import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations.Remise;
import fr.cnfpt.inscription.convocations.persistence.Convocations.Convocation;
import fr.cnfpt.outils.envois.domain.NonRemis;
import fr.cnfpt.outils.rest.UneSeuleFois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** La convocation d'un agent est-elle partie, et arrivée ; la renvoyer. */
@Path("bulletins/{id}/convocation")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class ConvocationsResource {

    @Inject
    SuivreLesConvocations suivi;

    public record ConvocationJson(
            long bulletin,

            @Schema(
                    type = SchemaType.STRING,
                    format = "date-time",
                    description =
                            "Son dernier départ par courriel ; absent si elle n'est pas partie : pas encore convoqué, sans adresse, ou convoqué avant qu'on l'envoie")
            Instant envoyeeLe,

            @Schema(
                    description =
                            "Vrai : un courriel à cette adresse, celui-ci ou un autre, n'est pas arrivé, ou la fiche n'en a pas")
            boolean empechee,

            @Schema(description = "Pourquoi ; absent si rien ne l'empêche")
            String pourquoi,

            @Schema(description = "L'adresse de l'agent, telle qu'elle est aujourd'hui")
            String courriel) {}

    @GET
    @Operation(
            operationId = "lireConvocation",
            summary = "La convocation d'un agent : partie, arrivée, et sinon pourquoi",
            description =
                    "Un courriel refusé se sait aussitôt, un courriel revenu quand l'avis revient. L'adresse se corrige par `PUT /agents`.")
    @APIResponseSchema(
            value = ConvocationJson.class,
            responseCode = "200",
            responseDescription = "Ce qu'on sait de son envoi")
    @APIResponse(responseCode = "404", description = "Bulletin inconnu de la collectivité")
    public ConvocationJson lire(@PathParam("id") long id) {
        return json(id);
    }

    @POST
    @Operation(
            operationId = "renvoyerConvocation",
            summary = "Renvoyer sa convocation à un agent convoqué",
            description =
                    "Par courriel, à l'adresse qu'il a aujourd'hui : corrigez-la d'abord par `PUT /agents` si c'est elle qui empêche. Sans corps.")
    @APIResponseSchema(
            value = ConvocationJson.class,
            responseCode = "200",
            responseDescription = "Ce qu'on sait du nouvel envoi")
    @APIResponse(responseCode = "404", description = "Bulletin inconnu de la collectivité")
    @APIResponse(
            responseCode = "409",
            description = "Pas convoqué, sans adresse, pas encore parti, ou quelqu'un vient de la renvoyer")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public ConvocationJson renvoyer(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        suivi.renvoyer(id);
        return json(id);
    }

    private ConvocationJson json(long id) {
        Remise r = suivi.duBulletin(id);
        return new ConvocationJson(
                id,
                r.convocation()
                        .filter(c -> c.cle() != null)
                        .map(Convocation::envoyeeLe)
                        .orElse(null),
                r.echec().isPresent() || r.sansAdresse(),
                r.sansAdresse()
                        ? "Sa fiche n'a pas d'adresse de courriel."
                        : r.echec().map(NonRemis::enClair).orElse(null),
                r.adresse());
    }
}
