package fr.cnfpt.catalogue.echanges.adapter.rest;

import fr.cnfpt.catalogue.echanges.application.LireLesFiches;
import fr.cnfpt.catalogue.echanges.domain.MoocOffert;
import fr.cnfpt.outils.rest.Suite;
import fr.cnfpt.outils.rest.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les MOOC du CNFPT, et quand ils se jouent. */
@Path("moocs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class MoocsResource {

    private static final int MAXIMUM = 200;

    @Inject
    LireLesFiches fiches;

    public record MoocJson(
            String code,
            String intitule,
            String specialite,
            boolean marqueBlanche,
            int semaines,
            int version,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin) {}

    public record MoocsJson(List<MoocJson> moocs) {}

    @GET
    @Operation(
            operationId = "listerMoocs",
            summary = "Les MOOC du CNFPT, par code",
            description =
                    "`debut` et `fin` : l'édition ouverte à tous en cours ou à venir, absents s'il n'y en a pas. `limite` : de 1 à 200.")
    @APIResponseSchema(value = MoocsJson.class, responseCode = "200", responseDescription = "Une page de MOOC")
    public MoocsJson lister(
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        Suite.Demande d = new Suite.Demande(limite, apres, adresse, reponse);
        return new MoocsJson(Suite.parCode(d, MAXIMUM, fiches::moocs, MoocOffert::code).stream()
                .map(MoocsResource::json)
                .toList());
    }

    @GET
    @Path("{code}")
    @Operation(operationId = "lireMooc", summary = "Un MOOC")
    @APIResponseSchema(value = MoocJson.class, responseCode = "200", responseDescription = "Le MOOC")
    @APIResponse(responseCode = "304", description = "Il n'a pas changé depuis cet ETag")
    @APIResponse(responseCode = "404", description = "Aucun MOOC ne porte ce code")
    public Response lire(@PathParam("code") String code, @Context Request demande) {
        MoocOffert m = fiches.mooc(code);
        return Version.selon(m.empreinte(), demande, json(m));
    }

    private static MoocJson json(MoocOffert m) {
        return new MoocJson(
                m.code(),
                m.intitule(),
                m.specialite(),
                m.marqueBlanche(),
                m.semaines(),
                m.version(),
                m.debut(),
                m.fin());
    }
}
