package fr.cnfpt.catalogue.stages.adapter.rest;

import fr.cnfpt.catalogue.stages.adapter.rest.FichesTenuesResource.FicheEcriteJson;
import fr.cnfpt.catalogue.stages.application.ConsulterLesFiches;
import fr.cnfpt.catalogue.stages.application.EcrireUneFiche;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.persistence.Stages.LigneDeStage;
import fr.cnfpt.outils.rest.Suite;
import fr.cnfpt.outils.rest.UneSeuleFois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les stages et leur fiche en vigueur, entière : de quoi la corriger ; les retirer, les remettre. */
@Path("offre/stages")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class StagesTenusResource {

    private static final int MAXIMUM = 200;

    @Inject
    ConsulterLesFiches fiches;

    @Inject
    EcrireUneFiche ecriture;

    /** @param brouillon l'identifiant du brouillon ouvert, s'il y en a un */
    public record LigneDeStageJson(String code, String intitule, int version, boolean retire, Long brouillon) {}

    public record StagesTenusJson(List<LigneDeStageJson> stages) {}

    /** @param brouillon l'identifiant du brouillon ouvert, s'il y en a un */
    public record StageTenuJson(
            int version, boolean retire, String motifRetrait, Long brouillon, FicheEcriteJson fiche) {}

    @GET
    @Operation(
            operationId = "listerStagesTenus",
            summary = "Les stages, retirés compris, par code",
            description =
                    "`limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = StagesTenusJson.class, responseCode = "200", responseDescription = "Une page de stages")
    public StagesTenusJson lister(
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        Suite.Demande d = new Suite.Demande(limite, apres, adresse, reponse);
        return new StagesTenusJson(Suite.parCode(d, MAXIMUM, fiches::apres, LigneDeStage::code).stream()
                .map(l -> new LigneDeStageJson(l.code(), l.intitule(), l.version(), l.retire(), l.brouillonId()))
                .toList());
    }

    @GET
    @Path("{code}")
    @Operation(
            operationId = "lireStageTenu",
            summary = "Un stage et sa fiche en vigueur, entière",
            description = "Pour la corriger, envoyez `fiche`, changée, à `POST /offre/fiches`.")
    @APIResponseSchema(value = StageTenuJson.class, responseCode = "200", responseDescription = "Le stage")
    @APIResponse(responseCode = "404", description = "Aucun stage ne porte ce code")
    public StageTenuJson lire(@PathParam("code") String code) {
        return json(code);
    }

    public record RetraitJson(String motif) {}

    @POST
    @Path("{code}/retrait")
    @Operation(
            operationId = "retirerStage",
            summary = "Retirer un stage du catalogue",
            description =
                    "Quand aucune de ses sessions publiées n'est encore à finir. Qui le cherche lit le motif ; on peut le remettre.")
    @APIResponseSchema(value = StageTenuJson.class, responseCode = "200", responseDescription = "Le stage retiré")
    @APIResponse(responseCode = "404", description = "Aucun stage ne porte ce code")
    @APIResponse(responseCode = "409", description = "Des sessions publiées ne sont pas finies")
    @APIResponse(responseCode = "422", description = "Motif absent, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "remplace",
                                            value = "{\"motif\": \"Remplacé par un autre stage\"}")))
    @UneSeuleFois
    public StageTenuJson retirer(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("code") String code, RetraitJson corps) {
        ecriture.retirer(code, corps == null ? null : corps.motif());
        return json(code);
    }

    @POST
    @Path("{code}/remise")
    @Operation(
            operationId = "remettreStage",
            summary = "Remettre au catalogue un stage retiré",
            description = "Sans corps.")
    @APIResponseSchema(value = StageTenuJson.class, responseCode = "200", responseDescription = "Le stage")
    @APIResponse(responseCode = "404", description = "Aucun stage ne porte ce code")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public StageTenuJson remettre(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("code") String code) {
        ecriture.remettre(code);
        return json(code);
    }

    private StageTenuJson json(String code) {
        StageAuCatalogue s = fiches.stage(code);
        return new StageTenuJson(
                s.enVigueur().version(),
                s.retire(),
                s.motifRetrait(),
                fiches.brouillonDuStage(s.id()).map(BrouillonDeFiche::id).orElse(null),
                LectureDUneFiche.json(s.enVigueur().fiche()));
    }
}
