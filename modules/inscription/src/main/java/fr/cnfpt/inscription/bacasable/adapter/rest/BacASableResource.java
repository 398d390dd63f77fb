package fr.cnfpt.inscription.bacasable.adapter.rest;

import fr.cnfpt.inscription.bacasable.application.RemettreAZero;
import fr.cnfpt.outils.rest.UneSeuleFois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Un employeur fictif, où un éditeur essaie son logiciel. */
@Path("bac-a-sable")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bac à sable")
public class BacASableResource {

    @Inject
    RemettreAZero remise;

    /** Combien de demandes et d'adresses à prévenir sont effacées. */
    public record RemiseJson(int demandes, int abonnements) {}

    @POST
    @Path("remise-a-zero")
    @Operation(
            operationId = "remettreAZero",
            summary = "Remettre son bac à sable à zéro",
            description =
                    "Sans corps. Les demandes du bac à sable et leur histoire s'effacent, leurs places se rendent, ses abonnements s'ôtent. Ses agents restent. Rien d'un véritable employeur ne s'efface.")
    @APIResponseSchema(value = RemiseJson.class, responseCode = "200", responseDescription = "Ce qui est effacé")
    @APIResponse(responseCode = "409", description = "La collectivité n'est pas un bac à sable")
    @UneSeuleFois
    public RemiseJson remettre(@HeaderParam(UneSeuleFois.CLE) String cle) {
        RemettreAZero.Bilan b = remise.executer();
        return new RemiseJson(b.demandes(), b.abonnements());
    }
}
