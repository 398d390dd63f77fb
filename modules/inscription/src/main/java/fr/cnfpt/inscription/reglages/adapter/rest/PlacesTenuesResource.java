package fr.cnfpt.inscription.reglages.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.reglages.application.ReglerLesPlaces;
import fr.cnfpt.inscription.reglages.application.ReglerLesPlaces.Lus;
import fr.cnfpt.inscription.reglages.application.ReglerLesPlaces.Reglages;
import fr.cnfpt.outils.rest.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Comment se donnent les places d'une session qu'on tient, et où elles en sont. */
@Path("offre/sessions/{id}/places")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class PlacesTenuesResource {

    @Inject
    ReglerLesPlaces reglage;

    /** Ce qui se règle ; un champ omis est ôté. */
    public record ReglagesJson(
            @Schema(description = "Le plus de places qu'une même collectivité tient ; absent : sans quota")
            Integer quota,

            @Schema(
                    description =
                            "Le plus de demandes en liste d'attente, 0 : personne n'attend ; absent : sans limite")
            Integer attenteMaximum,

            @Schema(description = "Nul n'a de place avant la décision, après la clôture")
            Boolean aSelection,

            @Schema(
                    description =
                            "Une place rendue s'offre, avec un délai pour répondre ; sinon elle se donne d'office")
            Boolean parOffre) {}

    /** Ce que tient une collectivité, et ce qu'elle attend. */
    public record PartJson(String collectivite, int tenues, int attendues) {}

    /**
     * @param reglages ce que rend un PUT, tel quel
     * @param effectif absent : sans limite
     */
    public record PlacesTenuesJson(
            long session,
            ReglagesJson reglages,
            Integer effectif,
            int minimum,
            int prises,
            int enAttente,
            int enSelection,

            @Schema(description = "Vrai : la sélection est faite, les places vont à la file")
            boolean selectionDecidee,

            @Schema(description = "Combien d'heures on a aujourd'hui pour répondre à une offre")
            int heuresPourRepondre,

            List<PartJson> parts) {}

    @GET
    @Operation(
            operationId = "lirePlacesTenues",
            summary = "Les places d'une session de la structure, et comment elles se donnent",
            description = "L'en-tête `ETag` porte la version des réglages, à rendre dans `If-Match` pour les changer.")
    @APIResponseSchema(value = PlacesTenuesJson.class, responseCode = "200", responseDescription = "Les places")
    @APIResponse(responseCode = "409", description = "On ne s'inscrit pas à cette session")
    public PlacesTenuesJson lire(@PathParam("id") long id, @Context HttpServletResponse reponse) {
        return rendre(id, reponse);
    }

    @PUT
    @Operation(
            operationId = "reglerPlaces",
            summary = "Régler le quota, la liste d'attente, la sélection et la façon de rendre une place",
            description =
                    "Tous ensemble, ou aucun ; un champ omis est ôté. Une sélection exclut un quota et une limite ; la sélection se choisit avant l'ouverture. Un quota relevé ou ôté fait avancer la file. `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(
            value = PlacesTenuesJson.class,
            responseCode = "200",
            responseDescription = "Les places, telles qu'elles se donnent désormais")
    @APIResponse(responseCode = "409", description = "La règle qui s'oppose à ce réglage ; rien n'est écrit")
    @APIResponse(responseCode = "412", description = "Ils ont changé depuis : relisez-les ; rien n'est écrit")
    @APIResponse(
            responseCode = "422",
            description = "Un nombre est hors de ses bornes, ou le quota sous des places déjà tenues")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "trois-par-collectivite",
                                            value = "{\"quota\": 3, \"attenteMaximum\": 20, \"parOffre\": true}")))
    public PlacesTenuesJson regler(
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version,
            @Context HttpServletResponse reponse,
            ReglagesJson dits) {
        int lue = Version.exigee(version);
        if (dits == null) {
            throw Refus.invalide(
                    "corps-absent",
                    "quota",
                    "Envoyez les réglages : quota, attenteMaximum, aSelection, parOffre. Aucun : {}.");
        }
        Version.siPareille(
                ReglerLesPlaces.CHANGES,
                () -> reglage.executer(
                        id,
                        lue,
                        new Reglages(
                                dits.quota(),
                                dits.attenteMaximum(),
                                Boolean.TRUE.equals(dits.aSelection()),
                                Boolean.TRUE.equals(dits.parOffre()))));
        return rendre(id, reponse);
    }

    private PlacesTenuesJson rendre(long id, HttpServletResponse reponse) {
        Lus l = reglage.lire(id);
        Version.rendre(l.reglages().version(), reponse);
        return new PlacesTenuesJson(
                id,
                new ReglagesJson(
                        l.reglages().quota(),
                        l.reglages().attenteMax(),
                        l.reglages().aSelection(),
                        l.reglages().parOffre()),
                l.jauge().capacite(),
                l.jauge().minimum(),
                l.jauge().placesPrises(),
                l.jauge().enAttente(),
                l.jauge().enSelection(),
                l.jauge().selectionDecidee(),
                l.heures(),
                l.parts().stream()
                        .map(p -> new PartJson(p.collectivite(), p.tenues(), p.attendues()))
                        .toList());
    }
}
