package fr.cnfpt.inscription.selection.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.selection.application.DireUnePriorite;
import fr.cnfpt.inscription.selection.application.DireUnePriorite.Priorite;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Dire qu'une demande est prioritaire de droit, le relire, y revenir. */
@Path("bulletins/{id}/priorite")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class PrioriteResource {

    @Inject
    DireUnePriorite priorite;

    /**
     * @param motif relu de qui l'a dit ; absent, si c'est l'agent, et de la réponse à qui le dit, qui se garde un jour
     *     sous sa clé : il n'est écrit qu'à un endroit
     */
    public record PrioriteJson(boolean prioritaire, String motif, boolean modifiable) {}

    /** @param motif s'il est prioritaire : CATEGORIE_C, HANDICAP ou USURE */
    public record DitJson(Boolean prioritaire, String motif) {}

    @GET
    @Operation(
            operationId = "lirePriorite",
            summary = "Si une demande est prioritaire de droit",
            description =
                    "Le motif est une donnée de santé : il ne se relit que de qui l'a dit. La délégation lit « prioritaire », jamais pourquoi.")
    @APIResponseSchema(value = PrioriteJson.class, responseCode = "200", responseDescription = "La priorité")
    public PrioriteJson priorite(@PathParam("id") long id) {
        return json(priorite.lire(id));
    }

    @POST
    @Operation(
            operationId = "direPriorite",
            summary = "Dire qu'une demande est prioritaire de droit (CGFP, art. L422-3), ou qu'elle ne l'est plus",
            description =
                    "`motif`, si `prioritaire` : CATEGORIE_C (sans diplôme de niveau 4), HANDICAP ou USURE (usure professionnelle). Dans une session à sélection, jusqu'à la décision. La réponse ne redit pas le motif.")
    @APIResponseSchema(value = PrioriteJson.class, responseCode = "200", responseDescription = "La priorité")
    @APIResponse(
            responseCode = "409",
            description =
                    "Session sans sélection, décision prise, priorité dite par l'agent, ou poste d'une autre catégorie")
    @APIResponse(responseCode = "422", description = "Champ absent, ou motif inconnu, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "usure", value = "{\"prioritaire\": true, \"motif\": \"USURE\"}"),
                                @ExampleObject(name = "retirer", value = "{\"prioritaire\": false}")
                            }))
    @UneSeuleFois
    public PrioriteJson dire(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, DitJson corps) {
        if (corps == null || corps.prioritaire() == null) {
            throw Refus.invalide(
                    "champ-absent", "prioritaire", "Dites si cette demande est prioritaire : true ou false.");
        }
        if (corps.prioritaire()) {
            priorite.dire(id, corps.motif());
        } else if (corps.motif() != null) {
            throw Refus.invalide("motif-de-trop", "motif", "Une demande qui n'est pas prioritaire n'a pas de motif.");
        } else {
            priorite.retirer(id);
        }
        return new PrioriteJson(corps.prioritaire(), null, true);
    }

    private static PrioriteJson json(Priorite p) {
        return new PrioriteJson(
                p.prioritaire(), p.motif() == null ? null : p.motif().name(), p.modifiable());
    }
}
