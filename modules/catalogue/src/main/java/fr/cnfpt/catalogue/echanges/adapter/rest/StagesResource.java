package fr.cnfpt.catalogue.echanges.adapter.rest;

import fr.cnfpt.catalogue.echanges.application.LireLesFiches;
import fr.cnfpt.catalogue.echanges.domain.FicheEchangee;
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
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les fiches des stages du catalogue. */
@Path("stages")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class StagesResource {

    private static final int MAXIMUM = 200;

    @Inject
    LireLesFiches fiches;

    public record StageJson(
            String code,
            String intitule,
            String specialite,
            String modalite,
            String nature,
            BigDecimal presentielJours,
            BigDecimal distanceHeures,
            boolean payant,
            String objectifs,
            String publicVise,
            String contenu,
            String prerequis) {}

    public record StagesJson(List<StageJson> stages) {}

    @GET
    @Operation(
            operationId = "listerStages",
            summary = "Les stages du catalogue, par code",
            description =
                    "`limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = StagesJson.class, responseCode = "200", responseDescription = "Une page de stages")
    public StagesJson lister(
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        Suite.Demande d = new Suite.Demande(limite, apres, adresse, reponse);
        return new StagesJson(Suite.parCode(d, MAXIMUM, fiches::stages, FicheEchangee::code).stream()
                .map(StagesResource::json)
                .toList());
    }

    @GET
    @Path("{code}")
    @Operation(
            operationId = "lireStage",
            summary = "La fiche d'un stage",
            description =
                    "L'`ETag` change avec la fiche : renvoyé dans `If-None-Match`, il vaut 304 tant qu'elle n'a pas changé.")
    @APIResponseSchema(value = StageJson.class, responseCode = "200", responseDescription = "La fiche")
    @APIResponse(responseCode = "304", description = "Elle n'a pas changé depuis cet ETag")
    @APIResponse(responseCode = "404", description = "Aucun stage ne porte ce code")
    public Response lire(@PathParam("code") String code, @Context Request demande) {
        FicheEchangee f = fiches.stage(code);
        return Version.selon(f.empreinte(), demande, json(f));
    }

    private static StageJson json(FicheEchangee f) {
        return new StageJson(
                f.code(),
                f.intitule(),
                f.specialite(),
                f.modalite().name(),
                f.nature(),
                f.presentielJours(),
                f.distanceHeures(),
                f.payant(),
                f.objectifs(),
                f.publicVise(),
                f.contenu(),
                f.prerequis());
    }
}
