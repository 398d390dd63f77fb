package fr.cnfpt.inscription.sauvetage.adapter.rest;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver.ASauver;
import fr.cnfpt.outils.rest.Suite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les sessions de la structure qui n'ont pas leur minimum quand leur début approche. */
@Path("offre/sessions-a-sauver")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class SessionsASauverResource {

    private static final int MAXIMUM = 200;

    @Inject
    SessionsASauver sessions;

    /**
     * @param compte ceux qui comptent pour le minimum : les places prises, ou les demandes à départager
     * @param voisines combien d'autres sessions du même stage ont des places
     * @param attendentAilleurs combien de personnes attendent ce stage dans une autre session
     */
    public record ASauverJson(
            long session,
            String intitule,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            String ville,
            int minimum,
            int compte,
            int voisines,
            long attendentAilleurs) {}

    public record SessionsASauverJson(List<ASauverJson> sessions) {}

    @GET
    @Operation(
            operationId = "listerSessionsASauver",
            summary = "Les sessions sous leur minimum dont le début approche, la plus proche d'abord",
            description =
                    "`limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(
            value = SessionsASauverJson.class,
            responseCode = "200",
            responseDescription = "Une page de sessions")
    @APIResponse(responseCode = "422", description = "`limite` ou `apres` hors de ses bornes")
    public SessionsASauverJson lister(
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        return new SessionsASauverJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        MAXIMUM,
                        2,
                        c -> new Places.Rang(LocalDate.parse(c.get(0)), Long.parseLong(c.get(1))),
                        sessions::suivantes,
                        a -> List.of(a.ligne().session().debut(), a.ligne().id()))
                .stream()
                .map(SessionsASauverResource::json)
                .toList());
    }

    private static ASauverJson json(ASauver a) {
        SessionInfo s = a.ligne().session();
        Jauge j = a.ligne().jauge();
        return new ASauverJson(
                s.id(),
                s.intitule(),
                s.debut(),
                s.fin(),
                s.ville(),
                j.minimum(),
                j.pourLeMinimum(),
                a.voisines(),
                a.attendent());
    }
}
