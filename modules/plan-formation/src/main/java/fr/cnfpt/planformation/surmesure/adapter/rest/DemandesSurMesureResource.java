package fr.cnfpt.planformation.surmesure.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.rest.Codes;
import fr.cnfpt.outils.rest.Cree;
import fr.cnfpt.outils.rest.Suite;
import fr.cnfpt.outils.rest.UneSeuleFois;
import fr.cnfpt.outils.rest.Version;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure;
import fr.cnfpt.planformation.surmesure.application.ConsulterLeSurMesure.Ligne;
import fr.cnfpt.planformation.surmesure.application.DemandeVue;
import fr.cnfpt.planformation.surmesure.application.DemanderDuSurMesure;
import fr.cnfpt.planformation.surmesure.domain.BesoinSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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

/** Demander un intra et suivre les demandes sur mesure de la collectivité du partenaire. */
@Path("demandes-sur-mesure")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sur mesure")
public class DemandesSurMesureResource {

    private static final int MAXIMUM = 200;

    @Inject
    DemanderDuSurMesure demander;

    @Inject
    ConsulterLeSurMesure consulter;

    /**
     * Un intra demandé. {@code stage} : le code d'une fiche ; sans lui, {@code intitule} et {@code besoin} le disent.
     * {@code matricules} : les agents que la publication de la session inscrira.
     */
    public record IntraJson(
            String stage,
            String intitule,
            String besoin,
            Integer effectif,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate souhaitDu,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate souhaitAu,

            String salle,
            Integer sallePlaces,
            String contraintes,
            List<String> matricules) {}

    /** @param sort NOMME avant la publication ; puis INSCRIT, EN_ATTENTE ou NON_INSCRIT */
    public record AgentNommeJson(String matricule, String sort, Long bulletin, String dit) {}

    public record DemandeResumeJson(
            long id,
            String type,
            String etat,
            String employeur,
            String intitule,
            int effectif,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate souhaitDu,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate souhaitAu,

            Long session) {}

    public record DemandesJson(List<DemandeResumeJson> demandes) {}

    public record LigneDePrixJson(String libelle, BigDecimal montant, String regle, String source) {}

    public record PropositionJson(
            String stage,
            String intitule,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate cloture,

            String horaires,
            String ville,
            String adresse,
            int places,
            BigDecimal prix,
            List<LigneDePrixJson> lignes) {}

    public record PasSurMesureJson(
            @Schema(type = SchemaType.STRING, format = "date-time")
            java.time.Instant quand,

            String texte,
            String motif,
            String par) {}

    public record DemandeSurMesureJson(
            DemandeResumeJson demande,
            PropositionJson proposition,
            List<AgentNommeJson> agents,
            List<PasSurMesureJson> histoire) {}

    @POST
    @Operation(
            operationId = "demanderUnIntra",
            summary = "Demander un intra, envoyé aussitôt à la délégation",
            description =
                    "Refusé entier si une règle s'y oppose : cotisation, plan, effectif d'un groupe. Une union se prépare à l'écran, où les autres employeurs répondent.")
    @APIResponseSchema(
            value = DemandeSurMesureJson.class,
            responseCode = "201",
            responseDescription = "La demande, envoyée")
    @APIResponse(responseCode = "409", description = "Une règle s'y oppose : le problème la nomme ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Champ absent ou invalide, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "un-service",
                                            value =
                                                    "{\"stage\": \"RES-001\", \"effectif\": 12, \"souhaitDu\": \"2027-03-01\", \"souhaitAu\": \"2027-04-30\", \"salle\": \"Cuisine centrale\", \"sallePlaces\": 16, \"matricules\": [\"1021\", \"1022\"]}")))
    @Cree
    @UneSeuleFois
    public DemandeSurMesureJson demander(@HeaderParam(UneSeuleFois.CLE) String cle, IntraJson intra) {
        if (intra == null) {
            throw Refus.invalide("champ-absent", "effectif", "Dites la formation, l'effectif et les dates possibles.");
        }
        return json(consulter.une(demander.deposerUnIntra(
                intra.stage(),
                new BesoinSurMesure(
                        null,
                        intra.intitule(),
                        intra.besoin(),
                        intra.effectif(),
                        intra.souhaitDu(),
                        intra.souhaitAu(),
                        intra.salle(),
                        intra.sallePlaces(),
                        intra.contraintes()),
                intra.matricules() == null ? List.of() : intra.matricules())));
    }

    @GET
    @Operation(
            operationId = "listerDemandesSurMesure",
            summary = "Les demandes sur mesure de la collectivité, de la plus récente à la plus ancienne",
            description =
                    "Les siennes et les unions où elle est invitée. `etat` : code, répétable ; `limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = DemandesJson.class, responseCode = "200", responseDescription = "Une page de demandes")
    public DemandesJson lister(
            @QueryParam("etat") List<String> etats,
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        List<Etat> voulus = etats.stream().map(DemandesSurMesureResource::etat).toList();
        return new DemandesJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        MAXIMUM,
                        1,
                        c -> Long.valueOf(c.get(0)),
                        (Long avant, Integer n) -> consulter.avant(voulus, avant, n),
                        (Ligne l) -> List.of(l.demande().id()))
                .stream()
                .map(l -> new DemandeResumeJson(
                        l.demande().id(),
                        l.demande().type().name(),
                        l.demande().etat().name(),
                        l.employeur(),
                        l.demande().intitule(),
                        l.demande().effectif(),
                        l.demande().souhaitDu(),
                        l.demande().souhaitAu(),
                        l.demande().sessionId()))
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "lireDemandeSurMesure",
            summary = "Une demande, la proposition reçue et son histoire",
            description =
                    "L'`ETag` change à chaque pas : renvoyé dans `If-None-Match`, il vaut 304 tant que rien n'a bougé.")
    @APIResponseSchema(value = DemandeSurMesureJson.class, responseCode = "200", responseDescription = "La demande")
    @APIResponse(responseCode = "304", description = "Rien n'a changé depuis cet ETag")
    public Response lire(@PathParam("id") long id, @Context Request requete) {
        DemandeVue d = consulter.une(id);
        return Version.selon(String.valueOf(d.version()), requete, json(d));
    }

    private static Etat etat(String code) {
        return Codes.parmi(List.of(Etat.values()), code, "etat-inconnu", "etat", "un état de demande");
    }

    private static String sort(DemandeVue d, DemandeVue.Nomme n) {
        return d.sessionId() == null
                ? "NOMME"
                : n.bulletinId() == null ? "NON_INSCRIT" : n.dit() == null ? "INSCRIT" : "EN_ATTENTE";
    }

    private static DemandeSurMesureJson json(DemandeVue d) {
        DemandeVue.Offerte p = d.proposition();
        return new DemandeSurMesureJson(
                new DemandeResumeJson(
                        d.id(),
                        d.type().name(),
                        d.etat().name(),
                        d.employeur(),
                        d.besoin().intitule(),
                        d.effectifTotal(),
                        d.besoin().souhaitDu(),
                        d.besoin().souhaitAu(),
                        d.sessionId()),
                p == null
                        ? null
                        : new PropositionJson(
                                p.stageCode(),
                                p.intitule(),
                                p.debut(),
                                p.fin(),
                                p.cloture(),
                                p.horaires(),
                                p.ville(),
                                p.adresse(),
                                p.places(),
                                p.prix(),
                                p.lignes().stream()
                                        .map(l -> new LigneDePrixJson(l.libelle(), l.montant(), l.regle(), l.source()))
                                        .toList()),
                d.nommes().stream()
                        .map(n -> new AgentNommeJson(n.matricule(), sort(d, n), n.bulletinId(), n.dit()))
                        .toList(),
                d.histoire().stream()
                        .map(h -> new PasSurMesureJson(h.quand(), h.texte(), h.motif(), h.par()))
                        .toList());
    }
}
