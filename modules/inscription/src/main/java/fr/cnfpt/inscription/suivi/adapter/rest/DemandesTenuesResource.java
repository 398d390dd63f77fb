package fr.cnfpt.inscription.suivi.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.LigneComplete;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.outils.rest.Codes;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * Les demandes d'une session, pour les outils de qui la tient, et ce que sa page en fait : accepter, refuser,
 * convoquer, noter un départ. Une demande y est un numéro et un employeur, jamais une personne (docs/adr/0060).
 */
@Path("offre/sessions/{id}/demandes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class DemandesTenuesResource {

    private static final int MAXIMUM = 500;

    @Inject
    TableauDesSessions sessions;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    InstruireBulletins instruction;

    /** @param position dans la file, si elle y est */
    public record DemandeTenueJson(
            long bulletin,
            String employeur,
            String siren,
            String etat,
            Integer position,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant deposeLe) {}

    public record DemandesTenuesJson(List<DemandeTenueJson> demandes) {}

    public record AAccepterJson(
            @Schema(description = "Les numéros des bulletins ; absent : tous ceux qui tiennent une place")
            List<Long> bulletins) {}

    public record PourquoiJson(String motif) {}

    public record EtatJson(long bulletin, String etat) {}

    public record CombienJson(long session, int demandes) {}

    @GET
    @Operation(
            operationId = "listerDemandesTenues",
            summary = "Les demandes transmises d'une session de la structure, de la plus récente à la plus ancienne",
            description =
                    "`etat` : code, répétable ; `limite` : de 1 à 500. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`). Ni nom ni matricule.")
    @APIResponseSchema(
            value = DemandesTenuesJson.class,
            responseCode = "200",
            responseDescription = "Une page de demandes")
    @APIResponse(responseCode = "422", description = "État inconnu, `limite` ou `apres` hors de ses bornes")
    public DemandesTenuesJson lister(
            @PathParam("id") long id,
            @QueryParam("etat") List<String> etats,
            @QueryParam(Suite.LIMITE) @DefaultValue("100") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        sessions.session(id);
        List<Etat> voulus = etats.stream().map(DemandesTenuesResource::etat).toList();
        return new DemandesTenuesJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        MAXIMUM,
                        2,
                        c -> new Bulletins.Repere(Instant.parse(c.get(0)), Long.parseLong(c.get(1))),
                        (repere, n) -> consultation.suivants(voulus, id, repere, n),
                        l -> List.of(l.ligne().deposeLe(), l.ligne().id()))
                .stream()
                .map(DemandesTenuesResource::json)
                .toList());
    }

    @POST
    @Path("acceptation")
    @Operation(
            operationId = "accepterDemandes",
            summary = "Accepter des demandes qui tiennent une place",
            description =
                    "Celles qu'on nomme, toutes ou aucune ; ou, `bulletins` absent, toutes celles de la session qui tiennent une place. D'une préparation aux concours, celles que leur test admet.")
    @APIResponseSchema(value = CombienJson.class, responseCode = "200", responseDescription = "Combien sont acceptées")
    @APIResponse(responseCode = "409", description = "L'une ne peut plus l'être, ou son test d'orientation manque")
    @APIResponse(responseCode = "422", description = "Liste vide, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "une", value = "{\"bulletins\": [9001]}"),
                                @ExampleObject(name = "toutes", value = "{}")
                            }))
    @UneSeuleFois
    public CombienJson accepter(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, AAccepterJson corps) {
        sessions.session(id);
        if (corps == null || corps.bulletins() == null) {
            return new CombienJson(id, instruction.accepterTous(id));
        }
        if (corps.bulletins().stream().anyMatch(Objects::isNull)) {
            throw Refus.invalide("valeur-invalide", "bulletins", "La liste contient une valeur vide.");
        }
        List<Long> dites = corps.bulletins().stream().distinct().toList();
        dites.forEach(b -> exigerDeLaSession(id, b));
        return new CombienJson(id, instruction.accepter(dites));
    }

    @POST
    @Path("convocation")
    @Operation(
            operationId = "convoquerAcceptees",
            summary = "Convoquer toutes les demandes acceptées d'une session",
            description = "Le courriel qui convoque part dans la minute. Sans corps.")
    @APIResponseSchema(value = CombienJson.class, responseCode = "200", responseDescription = "Combien sont convoquées")
    @APIResponse(responseCode = "409", description = "Session finie ou annulée")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public CombienJson convoquer(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        sessions.session(id);
        return new CombienJson(id, instruction.convoquer(id));
    }

    @POST
    @Path("{bulletin}/refus")
    @Operation(
            operationId = "refuserDemande",
            summary = "Refuser une demande, avec un motif",
            description = "L'agent et son employeur lisent le motif ; la place rendue va à la file.")
    @APIResponseSchema(value = EtatJson.class, responseCode = "200", responseDescription = "La demande refusée")
    @APIResponse(responseCode = "409", description = "Elle ne peut plus être refusée")
    @APIResponse(responseCode = "422", description = "Motif absent ou trop long, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(name = "prerequis", value = "{\"motif\": \"Prérequis non tenus\"}")))
    @UneSeuleFois
    public EtatJson refuser(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("bulletin") long bulletin,
            PourquoiJson corps) {
        exigerDeLaSession(id, bulletin);
        instruction.refuser(bulletin, corps == null ? null : corps.motif());
        return une(bulletin);
    }

    @POST
    @Path("{bulletin}/absence")
    @Operation(
            operationId = "noterAbsence",
            summary = "Noter qu'une personne convoquée n'est pas venue, ou est partie, et pourquoi",
            description = "Dès que la session a commencé : sa place n'est plus à rendre.")
    @APIResponseSchema(value = EtatJson.class, responseCode = "200", responseDescription = "La demande")
    @APIResponse(responseCode = "409", description = "Pas convoquée, ou session qui n'a pas commencé")
    @APIResponse(responseCode = "422", description = "Motif absent ou trop long, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "greve", value = "{\"motif\": \"Grève des transports\"}")))
    @UneSeuleFois
    public EtatJson noterAbsence(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("bulletin") long bulletin,
            PourquoiJson corps) {
        exigerDeLaSession(id, bulletin);
        instruction.noterUnDepart(bulletin, corps == null ? null : corps.motif());
        return une(bulletin);
    }

    private void exigerDeLaSession(long session, long bulletin) {
        if (consultation.ligne(bulletin).sessionId() != session) {
            throw ConsulterBulletins.bulletinInconnu();
        }
    }

    private EtatJson une(long bulletin) {
        return new EtatJson(bulletin, consultation.ligne(bulletin).etat().name());
    }

    private static Etat etat(String code) {
        return Codes.parmi(List.of(Etat.values()), code, "etat-inconnu", "etat", "un état de bulletin");
    }

    private static DemandeTenueJson json(LigneComplete l) {
        return new DemandeTenueJson(
                l.id(),
                l.collectivite().nom(),
                l.collectivite().siren(),
                l.etat().name(),
                l.etat() == Etat.LISTE_ATTENTE ? l.ligne().position() : null,
                l.ligne().deposeLe());
    }
}
