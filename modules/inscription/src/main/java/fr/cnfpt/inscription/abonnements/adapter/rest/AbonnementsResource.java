package fr.cnfpt.inscription.abonnements.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.abonnements.application.TenirLesAbonnements;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.outils.rest.Codes;
import fr.cnfpt.outils.rest.Cree;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Où le SIRH est prévenu, et ce qui y fut livré. */
@Path("abonnements")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Abonnements")
public class AbonnementsResource {

    private static final int LECTURE = 200;

    @Inject
    TenirLesAbonnements abonnements;

    public record AbonnementDitJson(String adresse, List<String> etats) {}

    /**
     * @param secret à la déclaration seulement
     * @param arret pourquoi il est arrêté
     */
    public record AbonnementJson(
            long id,
            String adresse,
            List<String> etats,
            boolean actif,
            String arret,
            int echecs,
            String secret,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant creeLe) {}

    public record AbonnementsJson(List<AbonnementJson> abonnements) {}

    /** @param cle ce que porte {@code webhook-id} */
    public record LivraisonJson(
            long id,
            String cle,
            String type,
            int essais,
            String erreur,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant deposeeLe,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant livreeLe) {}

    public record LivraisonsJson(List<LivraisonJson> livraisons) {}

    @GET
    @Operation(operationId = "listerAbonnements", summary = "Les adresses que la collectivité a déclarées, 5 au plus")
    @APIResponseSchema(value = AbonnementsJson.class, responseCode = "200", responseDescription = "Ces abonnements")
    public AbonnementsJson lister() {
        return new AbonnementsJson(
                abonnements.lister().stream().map(a -> json(a, false)).toList());
    }

    @POST
    @Operation(
            operationId = "declarerAbonnement",
            summary = "Déclarer une adresse à prévenir",
            description =
                    "En https, d'un nom public. `etats` : les états de bulletin à annoncer. La réponse porte le secret, qui ne se lit plus ensuite.")
    @APIResponseSchema(
            value = AbonnementJson.class,
            responseCode = "201",
            responseDescription = "L'abonnement, et son secret")
    @APIResponse(responseCode = "409", description = "Cinq adresses sont déjà déclarées")
    @APIResponse(responseCode = "422", description = "L'adresse ou un état ne convient pas, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "acceptees",
                                            value =
                                                    "{\"adresse\": \"https://sirh.example.fr/iel\", \"etats\": [\"ACCEPTEE\", \"CONVOQUEE\", \"ANNULEE\"]}")))
    @Cree
    @UneSeuleFois
    public AbonnementJson declarer(@HeaderParam(UneSeuleFois.CLE) String cle, AbonnementDitJson dit) {
        if (dit == null || dit.adresse() == null) {
            throw Refus.invalide("champ-absent", "adresse", "Donnez l'adresse à prévenir.");
        }
        return json(
                abonnements.declarer(
                        dit.adresse(),
                        dit.etats() == null
                                ? List.of()
                                : dit.etats().stream()
                                        .map(e -> Codes.parmi(
                                                List.of(Etat.values()),
                                                e,
                                                "etat-inconnu",
                                                "etats",
                                                "un état de bulletin"))
                                        .toList()),
                true);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "lireAbonnement", summary = "Un abonnement, sans son secret")
    @APIResponseSchema(value = AbonnementJson.class, responseCode = "200", responseDescription = "L'abonnement")
    public AbonnementJson lire(@PathParam("id") long id) {
        return json(abonnements.lire(id), false);
    }

    @GET
    @Path("{id}/livraisons")
    @Operation(
            operationId = "listerLivraisons",
            summary = "Ce qui est livré, ou attend de l'être, du plus récent au plus ancien",
            description =
                    "Une livraison faite se lit trente jours. `limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = LivraisonsJson.class, responseCode = "200", responseDescription = "Une page")
    public LivraisonsJson livraisons(
            @PathParam("id") long id,
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        return new LivraisonsJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        LECTURE,
                        1,
                        c -> Long.valueOf(c.get(0)),
                        (repere, n) -> abonnements.livraisons(id, repere, n),
                        l -> List.of(l.id()))
                .stream()
                .map(AbonnementsResource::json)
                .toList());
    }

    @POST
    @Path("{id}/essai")
    @Operation(
            operationId = "essayerAbonnement",
            summary = "Faire livrer une annonce d'essai",
            description = "Sans corps. Elle part dans les secondes qui suivent : lisez `livraisons`.")
    @APIResponseSchema(value = AbonnementJson.class, responseCode = "200", responseDescription = "L'abonnement")
    @APIResponse(responseCode = "409", description = "Il est arrêté")
    @UneSeuleFois
    public AbonnementJson essayer(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        abonnements.essayer(id);
        return json(abonnements.lire(id), false);
    }

    @POST
    @Path("{id}/livraisons/{livraison}/rejeu")
    @Operation(
            operationId = "rejouerLivraison",
            summary = "Livrer de nouveau, sous la même clé",
            description = "Sans corps. `webhook-id` est le même : l'abonné reconnaît ce qu'il a déjà.")
    @APIResponseSchema(value = AbonnementJson.class, responseCode = "200", responseDescription = "L'abonnement")
    @APIResponse(responseCode = "404", description = "Inconnus de la collectivité")
    @APIResponse(responseCode = "409", description = "L'abonnement est arrêté")
    @UneSeuleFois
    public AbonnementJson rejouer(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @PathParam("livraison") long livraison) {
        abonnements.rejouer(id, livraison);
        return json(abonnements.lire(id), false);
    }

    @POST
    @Path("{id}/arret")
    @Operation(
            operationId = "arreterAbonnement",
            summary = "Ne plus prévenir cette adresse",
            description = "Sans corps. Rien ne se perd : ce qui arrive se livrera à la reprise.")
    @APIResponseSchema(value = AbonnementJson.class, responseCode = "200", responseDescription = "L'abonnement arrêté")
    @APIResponse(responseCode = "409", description = "Il l'est déjà")
    @UneSeuleFois
    public AbonnementJson arreter(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        abonnements.arreter(id);
        return json(abonnements.lire(id), false);
    }

    /** Ce qui n'est plus. */
    public record AbonnementOteJson(long id) {}

    @POST
    @Path("{id}/retrait")
    @Operation(
            operationId = "oterAbonnement",
            summary = "Oublier cette adresse",
            description =
                    "Ses livraisons s'oublient avec elle. Un secret perdu se remplace ainsi : ôtez l'adresse, puis déclarez-la de nouveau. Sans corps.")
    @APIResponseSchema(
            value = AbonnementOteJson.class,
            responseCode = "200",
            responseDescription = "L'abonnement n'est plus")
    @UneSeuleFois
    public AbonnementOteJson oter(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        abonnements.oter(id);
        return new AbonnementOteJson(id);
    }

    @POST
    @Path("{id}/reprise")
    @Operation(
            operationId = "reprendreAbonnement",
            summary = "Prévenir de nouveau une adresse arrêtée",
            description = "Sans corps. Ce qui est arrivé pendant l'arrêt se livre alors, dans l'ordre.")
    @APIResponseSchema(value = AbonnementJson.class, responseCode = "200", responseDescription = "L'abonnement repris")
    @APIResponse(responseCode = "409", description = "Il est déjà actif")
    @UneSeuleFois
    public AbonnementJson reprendre(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        abonnements.reprendre(id);
        return json(abonnements.lire(id), false);
    }

    private static AbonnementJson json(Abonnement a, boolean avecSecret) {
        return new AbonnementJson(
                a.id(),
                a.adresse(),
                List.of(a.etats()),
                a.estActif(),
                a.arret(),
                a.echecs(),
                avecSecret ? a.secret() : null,
                a.creeLe());
    }

    private static LivraisonJson json(Livraison l) {
        return new LivraisonJson(
                l.id(), l.cle().toString(), l.type(), l.essais(), l.erreur(), l.deposeeLe(), l.livreeLe());
    }
}
