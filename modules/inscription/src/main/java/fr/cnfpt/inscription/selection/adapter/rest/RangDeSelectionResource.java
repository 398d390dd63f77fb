package fr.cnfpt.inscription.selection.adapter.rest;

import fr.cnfpt.inscription.selection.application.LireLaSelection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Le rang d'une demande à la sélection de sa session, et la phrase qui l'explique. */
@Path("bulletins/{id}/selection")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class RangDeSelectionResource {

    @Inject
    LireLaSelection selection;

    /**
     * @param decidee faux : le reste est absent
     * @param rang absent aussi, si la demande a été refusée
     */
    public record RangJson(
            boolean decidee,
            Integer rang,
            Integer sur,
            Integer places,
            String issue,
            String phrase,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant decideeLe) {}

    @GET
    @Operation(
            operationId = "lireRangDeSelection",
            summary = "Le rang d'une demande à la sélection, et la phrase qui l'explique",
            description =
                    "`decidee` est faux tant que la délégation n'a pas décidé, et pour une session sans sélection. `issue` : RETENUE, EN_ATTENTE ou REFUSEE. La phrase est celle que lisent l'agent et la délégation ; refaite des années plus tard, elle ne change pas.")
    @APIResponseSchema(value = RangJson.class, responseCode = "200", responseDescription = "Le rang et la phrase")
    public RangJson lire(@PathParam("id") long id) {
        return selection
                .executer(id)
                .map(r -> new RangJson(
                        true, r.rang(), r.sur(), r.places(), r.issue().name(), r.phrase(), r.decideeLe()))
                .orElseGet(() -> new RangJson(false, null, null, null, null, null, null));
    }
}
