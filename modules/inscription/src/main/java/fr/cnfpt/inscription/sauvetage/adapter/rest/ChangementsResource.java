package fr.cnfpt.inscription.sauvetage.adapter.rest;

import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement;
import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement.Refuse;
import fr.cnfpt.outils.rest.UneSeuleFois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lire ce que la session d'un agent a changé, et le refuser pour lui. */
@Path("bulletins/{id}/changement")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class ChangementsResource {

    @Inject
    RefuserUnChangement refus;

    /** @param places ce qu'on y trouverait, en clair */
    public record AutreJson(long session, LocalDate debut, LocalDate fin, String lieu, String places) {}

    /**
     * @param aRefuser faux : le reste est absent
     * @param avant absent d'une place donnée dans une autre session
     * @param jusqua absent d'une place donnée avant que ce délai existe
     */
    public record ChangementJson(
            boolean aRefuser,
            Long session,
            LocalDate debut,
            LocalDate fin,
            String lieu,
            String avant,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant jusqua,

            List<AutreJson> autres) {}

    /** @param session celle, du même stage, où la demande continue ; absente : elle s'arrête */
    public record RefusDeChangementJson(Long session) {}

    /**
     * @param bulletin celui qui est rendu
     * @param suite celui où la demande continue ; absent si elle s'arrête
     * @param etat de la suite, ou de celui qui est rendu
     */
    public record ChangementRefuseJson(long bulletin, Long suite, String etat) {}

    @GET
    @Operation(
            operationId = "lireChangement",
            summary = "Ce que la session d'une demande a changé, et jusqu'à quand le refuser",
            description =
                    "`aRefuser` est faux si rien n'a changé, ou s'il n'est plus temps. `autres` : les sessions du même stage où la demande peut continuer, la plus proche d'abord, douze au plus ; vide si elle n'était pas transmise.")
    @APIResponseSchema(value = ChangementJson.class, responseCode = "200", responseDescription = "Ce qui a changé")
    public ChangementJson lire(@PathParam("id") long id) {
        return refus.lire(id)
                .map(a -> new ChangementJson(
                        true,
                        a.session().id(),
                        a.session().debut(),
                        a.session().fin(),
                        a.session().lieu(),
                        a.avant(),
                        a.jusqu(),
                        a.autres().stream()
                                .map(x -> new AutreJson(
                                        x.session().id(),
                                        x.session().debut(),
                                        x.session().fin(),
                                        x.session().lieu(),
                                        x.places()))
                                .toList()))
                .orElseGet(() -> new ChangementJson(false, null, null, null, null, null, null, null));
    }

    @POST
    @Path("refus")
    @Operation(
            operationId = "refuserChangement",
            summary = "Refuser, pour un agent, que sa session ait changé",
            description =
                    "La place va à la file ; le bulletin est annulé sans que ce soit compté comme un désistement. `session` : celle, parmi `autres`, où la demande continue par un bulletin neuf, à une place libre ou au bout de la file.")
    @APIResponseSchema(
            value = ChangementRefuseJson.class,
            responseCode = "200",
            responseDescription = "Le bulletin rendu, et celui où la demande continue")
    @APIResponse(
            responseCode = "409",
            description = "Rien à refuser, ou plus temps ; agent déjà inscrit dans l'autre session ; rien n'est changé")
    @APIResponse(responseCode = "422", description = "Session où continuer inadmissible, ou clé d'un autre envoi")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "sans-suite", value = "{}")))
    @UneSeuleFois
    public ChangementRefuseJson refuser(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, RefusDeChangementJson corps) {
        Refuse fait = refus.executer(id, corps == null ? null : corps.session());
        return new ChangementRefuseJson(
                fait.bulletin(),
                fait.suite() == null ? null : fait.suite().bulletinId(),
                fait.suite() == null ? "ANNULEE" : fait.suite().etat().name());
    }
}
