package fr.cnfpt.inscription.selection.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes.Ligne;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes.Vue;
import fr.cnfpt.inscription.selection.application.DeciderLaSelection;
import fr.cnfpt.inscription.selection.domain.Classement.Issue;
import fr.cnfpt.outils.rest.Codes;
import fr.cnfpt.outils.rest.UneSeuleFois;
import fr.cnfpt.outils.rest.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * La sélection d'une session, pour les outils de qui la tient : lire le classement, en écarter une demande avec un
 * motif, décider ce qu'on a lu. Une demande y est un numéro et un employeur, jamais une personne (docs/adr/0060).
 */
@Path("offre/sessions/{id}/selection")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class SelectionTenueResource {

    @Inject
    ClasserLesDemandes classement;

    @Inject
    DeciderLaSelection decision;

    /** Ce qu'on veut d'une demande, contre les règles ou de nouveau selon elles. */
    public enum Geste {
        DEPLACER,
        REFUSER,
        SELON_LES_REGLES
    }

    /**
     * @param rang absent, si elle est désignée à refuser
     * @param phrase celle que lisent l'agent et son employeur
     * @param motif celui de l'écart que la délégation a voulu ; absent, les règles la placent
     */
    public record DemandeClasseeJson(
            long bulletin,
            String employeur,
            String siren,
            Integer rang,

            @Schema(enumeration = {"RETENUE", "EN_ATTENTE", "REFUSEE"})
            String issue,

            String phrase,
            String motif) {}

    /**
     * @param decidable vrai si la clôture est passée, que des demandes attendent et que rien n'est décidé
     * @param effectif les places à donner, ou celles de la décision
     */
    public record SelectionTenueJson(
            long session,
            boolean aSelection,
            boolean decidable,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant decideeLe,

            Integer effectif,
            List<DemandeClasseeJson> demandes) {}

    /** @param rang à dire pour DEPLACER seulement ; {@code motif} : que l'agent et son employeur liront */
    public record EcartJson(
            Long bulletin,

            @Schema(enumeration = {"DEPLACER", "REFUSER", "SELON_LES_REGLES"})
            String geste,

            Integer rang,
            String motif) {}

    public record DecisionJson(long session, int retenues, int enAttente, int refusees) {}

    @GET
    @Operation(
            operationId = "lireSelectionTenue",
            summary = "Le classement d'une session à sélection",
            description =
                    "Par les règles du jour, puis tel qu'il a été décidé. L'en-tête `ETag` en porte l'empreinte, à rendre dans `If-Match` pour décider.")
    @APIResponseSchema(
            value = SelectionTenueJson.class,
            responseCode = "200",
            responseDescription = "Les demandes, dans l'ordre des rangs, les refusées à la fin")
    public SelectionTenueJson lire(@PathParam("id") long id, @Context HttpServletResponse reponse) {
        Vue v = classement.classement(id);
        Version.rendre(v.empreinte(), reponse);
        return json(v);
    }

    @POST
    @Path("ecart")
    @Operation(
            operationId = "ecarterDemande",
            summary = "Donner un autre rang à une demande, la désigner à refuser, ou la rendre aux règles",
            description =
                    "La clôture passée, jusqu'à la décision. `DEPLACER` veut un `rang` et un `motif`, `REFUSER` un `motif`, `SELON_LES_REGLES` ni l'un ni l'autre. Rien ne part avant la décision.")
    @APIResponseSchema(
            value = SelectionTenueJson.class,
            responseCode = "200",
            responseDescription = "Le classement qui en résulte")
    @APIResponse(responseCode = "409", description = "Pas encore close, ou demande qui n'attend plus la sélection")
    @APIResponse(
            responseCode = "422",
            description = "Geste inconnu, rang hors du classement, motif absent ou trop long, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(
                                        name = "deplacer",
                                        value =
                                                "{\"bulletin\": 9001, \"geste\": \"DEPLACER\", \"rang\": 1, \"motif\": \"Prise de poste dans le mois\"}"),
                                @ExampleObject(
                                        name = "refuser",
                                        value =
                                                "{\"bulletin\": 9001, \"geste\": \"REFUSER\", \"motif\": \"Prérequis non tenus\"}"),
                                @ExampleObject(
                                        name = "selon-les-regles",
                                        value = "{\"bulletin\": 9001, \"geste\": \"SELON_LES_REGLES\"}")
                            }))
    @UneSeuleFois
    public SelectionTenueJson ecarter(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, EcartJson corps) {
        if (corps == null || corps.bulletin() == null) {
            throw Refus.invalide("champ-absent", "bulletin", "Dites de quelle demande, par le numéro de son bulletin.");
        }
        Geste geste = Codes.parmi(List.of(Geste.values()), corps.geste(), "geste-inconnu", "geste", "un geste d'ici");
        if (geste != Geste.DEPLACER && corps.rang() != null) {
            throw Refus.invalide("champ-de-trop", "rang", "Un rang ne se dit que pour déplacer une demande.");
        }
        switch (geste) {
            case DEPLACER -> classement.deplacer(id, corps.bulletin(), corps.rang(), corps.motif());
            case REFUSER -> classement.refuser(id, corps.bulletin(), corps.motif());
            case SELON_LES_REGLES -> {
                if (corps.motif() != null) {
                    throw Refus.invalide("champ-de-trop", "motif", "Rendue aux règles, une demande n'a pas de motif.");
                }
                classement.rendreAuxRegles(id, corps.bulletin());
            }
        }
        return json(classement.classement(id));
    }

    @POST
    @Path("decision")
    @Operation(
            operationId = "deciderSelection",
            summary = "Décider la sélection qu'on a lue",
            description =
                    "Les premières demandes sont acceptées, les suivantes en liste d'attente dans cet ordre, les désignées refusées ; chacun et son employeur reçoivent le rang et la phrase. Ne se défait pas. Sans corps ; `If-Match` porte l'`ETag` du classement lu.")
    @APIResponseSchema(value = DecisionJson.class, responseCode = "200", responseDescription = "Ce qui est décidé")
    @APIResponse(responseCode = "409", description = "Pas encore close, déjà décidée, ou personne à classer")
    @APIResponse(responseCode = "412", description = "Le classement a changé depuis : relisez-le ; rien n'est décidé")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public DecisionJson decider(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version) {
        String lue = Version.empreinteExigee(version);
        Map<Issue, Integer> bilan = Version.siPareille(DeciderLaSelection.CHANGE, () -> decision.executer(id, lue));
        return new DecisionJson(
                id,
                bilan.getOrDefault(Issue.RETENUE, 0),
                bilan.getOrDefault(Issue.EN_ATTENTE, 0),
                bilan.getOrDefault(Issue.REFUSEE, 0));
    }

    private static SelectionTenueJson json(Vue v) {
        return new SelectionTenueJson(
                v.session().id(),
                v.aSelection(),
                v.decidable(),
                v.decision() == null ? null : v.decision().decideeLe(),
                v.effectif(),
                v.lignes().stream().map(SelectionTenueResource::json).toList());
    }

    private static DemandeClasseeJson json(Ligne l) {
        return new DemandeClasseeJson(
                l.place().bulletinId(),
                l.collectivite().nom(),
                l.collectivite().siren(),
                l.place().rang(),
                l.place().issue().name(),
                l.place().phrase(),
                l.place().candidature().ecart() == null
                        ? null
                        : l.place().candidature().ecart().motif());
    }
}
