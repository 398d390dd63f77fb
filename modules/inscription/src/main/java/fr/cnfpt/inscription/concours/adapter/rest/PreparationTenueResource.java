package fr.cnfpt.inscription.concours.adapter.rest;

import fr.cnfpt.inscription.concours.adapter.rest.PreparationsResource.AbsenceJson;
import fr.cnfpt.inscription.concours.adapter.rest.PreparationsResource.MesureJson;
import fr.cnfpt.inscription.concours.application.LireUnePreparation;
import fr.cnfpt.inscription.concours.application.LireUnePreparation.Preparation;
import fr.cnfpt.inscription.concours.application.TenirUnePreparation;
import fr.cnfpt.inscription.concours.domain.Parcours;
import fr.cnfpt.outils.rest.Codes;
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
import java.math.BigDecimal;
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

/**
 * Une demande de préparation aux concours, pour les outils de qui tient la session : le test d'orientation, les
 * absences, l'avertissement, la radiation. Un numéro, jamais une personne (docs/adr/0060).
 */
@Path("offre/sessions/{id}/demandes/{bulletin}/preparation")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class PreparationTenueResource {

    @Inject
    LireUnePreparation lecture;

    @Inject
    TenirUnePreparation tenue;

    /**
     * @param parcours ADMIS, REMISE_A_NIVEAU ou AUTRE_PARCOURS ; absent tant que le test n'a pas de résultat
     * @param pourAvertir combien de demi-journées il faut aujourd'hui ; {@code pourRadier}, de même
     */
    public record PreparationTenueJson(
            long bulletin,
            String etat,
            String parcours,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate testDu,

            String conseil,
            int demiJourneesNonJustifiees,
            int pourAvertir,
            int pourRadier,
            List<AbsenceJson> absences,
            MesureJson avertissement,
            MesureJson radiation) {}

    /** @param conseil ce qu'on conseille à qui n'est pas admis, qu'il lira avec sa RH */
    public record TestJson(
            @Schema(description = "Sur vingt, deux décimales au plus")
            BigDecimal points,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate passeLe,

            @Schema(enumeration = {"ADMIS", "REMISE_A_NIVEAU", "AUTRE_PARCOURS"})
            String parcours,

            String conseil) {}

    /** @param justification absente : l'absence compte */
    public record AbsenceANoterJson(
            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate jour,

            @Schema(description = "1 ou 2") Integer demiJournees,

            String justification) {}

    public record JourJson(
            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate jour) {}

    public record MotifJson(String motif) {}

    @GET
    @Operation(
            operationId = "lirePreparationTenue",
            summary = "Où en est une demande de préparation aux concours, par qui la tient",
            description =
                    "Le test, les absences, ce qui en a été décidé, et combien il en faut aujourd'hui pour avertir ou radier.")
    @APIResponseSchema(
            value = PreparationTenueJson.class,
            responseCode = "200",
            responseDescription = "Où en est cette préparation")
    @APIResponse(responseCode = "404", description = "Inconnue de la structure, ou pas une préparation")
    public PreparationTenueJson lire(@PathParam("id") long id, @PathParam("bulletin") long bulletin) {
        tenue.exigerQuElleEnSoit(id, bulletin);
        return json(bulletin);
    }

    /** Le geste, si cette demande est de cette session, puis ce qu'elle est devenue. */
    private PreparationTenueJson faire(long id, long bulletin, Runnable geste) {
        tenue.exigerQuElleEnSoit(id, bulletin);
        geste.run();
        return json(bulletin);
    }

    private PreparationTenueJson json(long bulletin) {
        Preparation p = lecture.lire(bulletin).orElseThrow(PreparationsResource::inconnue);
        return new PreparationTenueJson(
                bulletin,
                p.ligne().etat().name(),
                p.orientation() == null ? null : p.orientation().parcours().name(),
                p.orientation() == null ? null : p.orientation().passeLe(),
                p.orientation() == null ? null : p.orientation().conseil(),
                p.assiduite().demiJournees(),
                p.seuils().avertir().entier(),
                p.seuils().radier().entier(),
                PreparationsResource.json(p.assiduite()),
                PreparationsResource.json(p.avertissement()),
                PreparationsResource.json(p.radiation()));
    }

    @POST
    @Path("test")
    @Operation(
            operationId = "noterTest",
            summary = "Noter le résultat du test d'orientation",
            description =
                    "Récrit, il remplace celui d'avant, jusqu'à ce que la demande soit acceptée. La personne et sa RH sont prévenues ; les points ne sont qu'à elle.")
    @APIResponseSchema(
            value = PreparationTenueJson.class,
            responseCode = "200",
            responseDescription = "Où en est cette préparation")
    @APIResponse(responseCode = "409", description = "La demande n'attend plus d'être acceptée")
    @APIResponse(
            responseCode = "422",
            description = "Points, jour ou parcours impossibles, conseil absent, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(
                                        name = "admis",
                                        value =
                                                "{\"points\": 12.5, \"passeLe\": \"2026-11-02\", \"parcours\": \"ADMIS\"}"),
                                @ExampleObject(
                                        name = "remise-a-niveau",
                                        value =
                                                "{\"points\": 7, \"passeLe\": \"2026-11-02\", \"parcours\": \"REMISE_A_NIVEAU\", \"conseil\": \"Reprendre les bases de la rédaction\"}")
                            }))
    @UneSeuleFois
    public PreparationTenueJson noterLeTest(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("bulletin") long bulletin,
            TestJson corps) {
        TestJson dit = corps == null ? new TestJson(null, null, null, null) : corps;
        return faire(
                id,
                bulletin,
                () -> tenue.noterLeTest(
                        bulletin, dit.points(), dit.passeLe(), parcours(dit.parcours()), dit.conseil()));
    }

    /** Rien dit, le cas d'usage le réclame. */
    private static Parcours parcours(String dit) {
        return dit == null
                ? null
                : Codes.parmi(List.of(Parcours.values()), dit, "parcours-inconnu", "parcours", "un parcours d'ici");
    }

    @POST
    @Path("absence")
    @Operation(
            operationId = "noterAbsenceEnPreparation",
            summary = "Noter une absence, ou corriger celle d'un jour déjà noté",
            description =
                    "D'une personne convoquée, un jour de la session, aujourd'hui ou avant. Justifiée, elle ne compte pas.")
    @APIResponseSchema(
            value = PreparationTenueJson.class,
            responseCode = "200",
            responseDescription = "Où en est cette préparation")
    @APIResponse(responseCode = "409", description = "Pas convoquée, ou session qui n'a pas commencé")
    @APIResponse(responseCode = "422", description = "Jour ou durée impossibles, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "une-journee",
                                            value = "{\"jour\": \"2026-11-24\", \"demiJournees\": 2}")))
    @UneSeuleFois
    public PreparationTenueJson noterUneAbsence(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("bulletin") long bulletin,
            AbsenceANoterJson corps) {
        AbsenceANoterJson dite = corps == null ? new AbsenceANoterJson(null, null, null) : corps;
        int combien = dite.demiJournees() == null ? 0 : dite.demiJournees();
        return faire(id, bulletin, () -> tenue.noterUneAbsence(bulletin, dite.jour(), combien, dite.justification()));
    }

    @POST
    @Path("absence/retrait")
    @Operation(operationId = "retirerAbsenceEnPreparation", summary = "Retirer une absence notée par erreur")
    @APIResponseSchema(
            value = PreparationTenueJson.class,
            responseCode = "200",
            responseDescription = "Où en est cette préparation")
    @APIResponse(responseCode = "404", description = "Inconnue de la structure, ou absence qui n'est pas notée")
    @APIResponse(responseCode = "409", description = "Pas convoquée, ou session qui n'a pas commencé")
    @APIResponse(responseCode = "422", description = "Jour absent, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "ce-jour", value = "{\"jour\": \"2026-11-24\"}")))
    @UneSeuleFois
    public PreparationTenueJson retirerUneAbsence(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("bulletin") long bulletin,
            JourJson corps) {
        return faire(id, bulletin, () -> tenue.retirerUneAbsence(bulletin, corps == null ? null : corps.jour()));
    }

    @POST
    @Path("avertissement")
    @Operation(
            operationId = "avertir",
            summary = "Avertir une personne de ses absences",
            description =
                    "Une fois, quand les demi-journées qui comptent atteignent le seuil du jour. Elle et sa RH lisent le motif.")
    @APIResponseSchema(
            value = PreparationTenueJson.class,
            responseCode = "200",
            responseDescription = "Où en est cette préparation")
    @APIResponse(
            responseCode = "409",
            description = "Déjà avertie, ou absences sous le seuil : la réponse dit la règle")
    @APIResponse(responseCode = "422", description = "Motif absent ou trop long, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "sans-prevenir",
                                            value = "{\"motif\": \"Une journée sans prévenir\"}")))
    @UneSeuleFois
    public PreparationTenueJson avertir(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("bulletin") long bulletin,
            MotifJson corps) {
        return faire(id, bulletin, () -> tenue.avertir(bulletin, corps == null ? null : corps.motif()));
    }

    @POST
    @Path("radiation")
    @Operation(
            operationId = "radier",
            summary = "Radier une personne avertie dont les absences ont continué",
            description =
                    "Ne se défait pas. Sa place va encore à la file si la règle du jour le permet : `GET …/demandes` dit à qui. Elle et sa RH lisent le motif.")
    @APIResponseSchema(
            value = PreparationTenueJson.class,
            responseCode = "200",
            responseDescription = "Où en est cette préparation")
    @APIResponse(responseCode = "409", description = "Pas avertie, ou absences sous le seuil : la réponse dit la règle")
    @APIResponse(responseCode = "422", description = "Motif absent ou trop long, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "encore",
                                            value = "{\"motif\": \"Deux journées encore sans prévenir\"}")))
    @UneSeuleFois
    public PreparationTenueJson radier(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("bulletin") long bulletin,
            MotifJson corps) {
        return faire(id, bulletin, () -> tenue.radier(bulletin, corps == null ? null : corps.motif()));
    }
}
