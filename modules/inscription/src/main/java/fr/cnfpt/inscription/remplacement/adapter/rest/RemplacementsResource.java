package fr.cnfpt.inscription.remplacement.adapter.rest;

import fr.cnfpt.inscription.remplacement.application.RemplacerUnAgent;
import fr.cnfpt.outils.rest.UneSeuleFois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Passer la place d'un agent à un de ses collègues. */
@Path("bulletins/{id}/remplacement")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class RemplacementsResource {

    @Inject
    RemplacerUnAgent remplacement;

    /** Qui prend la place, et pourquoi. */
    public record CollegueJson(String matricule, String motif) {}

    /** @param bulletin le nouveau ; {@code remplace} : celui qui est annulé */
    public record RemplacementJson(long bulletin, long remplace, String matricule, String etat) {}

    @POST
    @Operation(
            operationId = "remplacerAgent",
            summary = "Passer la place d'un agent accepté ou convoqué à un de ses collègues",
            description =
                    "La place ne passe par personne d'autre : un bulletin neuf la tient aussitôt, dans le même état, et l'ancien est annulé. Avant que la session commence.")
    @APIResponseSchema(
            value = RemplacementJson.class,
            responseCode = "200",
            responseDescription = "Le bulletin du collègue, et celui qu'il remplace")
    @APIResponse(responseCode = "404", description = "Bulletin ou agent inconnus de la collectivité")
    @APIResponse(
            responseCode = "409",
            description = "Ni accepté ni convoqué, session commencée, ou collègue déjà inscrit ; rien n'est changé")
    @APIResponse(responseCode = "422", description = "Matricule ou motif absent, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "collegue",
                                            value = "{\"matricule\": \"D-0007\", \"motif\": \"Arrêt de travail\"}")))
    @UneSeuleFois
    public RemplacementJson remplacer(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, CollegueJson corps) {
        RemplacerUnAgent.Remplace r = remplacement.parMatricule(
                id, corps == null ? null : corps.matricule(), corps == null ? null : corps.motif());
        return new RemplacementJson(r.nouveau(), r.ancien(), r.collegue().matricule(), r.etat());
    }
}
