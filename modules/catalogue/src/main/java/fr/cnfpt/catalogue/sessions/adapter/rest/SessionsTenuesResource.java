package fr.cnfpt.catalogue.sessions.adapter.rest;

import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.sessions.application.AnnulerUneSession;
import fr.cnfpt.catalogue.sessions.application.ConsulterSesSessions;
import fr.cnfpt.catalogue.sessions.application.ConsulterSesSessions.SessionTenue;
import fr.cnfpt.catalogue.sessions.application.ReprogrammerUneSession;
import fr.cnfpt.catalogue.sessions.application.TenirLesBrouillons;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Sessions.LigneTenue;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.rest.Codes;
import fr.cnfpt.outils.rest.Cree;
import fr.cnfpt.outils.rest.Suite;
import fr.cnfpt.outils.rest.UneSeuleFois;
import fr.cnfpt.outils.rest.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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
 * Écrire, changer, publier, annuler, abandonner les sessions d'une délégation depuis ses propres outils : les gestes de
 * ses pages, sous leurs règles (docs/adr/0046).
 */
@Path("offre/sessions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class SessionsTenuesResource {

    private static final int MAXIMUM = 200;
    private static final List<EtatDeSession> ETATS =
            List.of(EtatDeSession.BROUILLON, EtatDeSession.PUBLIEE, EtatDeSession.ANNULEE);

    private static final String UNE_SESSION = """
            {"stage": "RES-001", "type": "INTER", "debut": "2027-06-08", "fin": "2027-06-09", "cloture": "2027-05-25",
             "horaires": "9 h – 12 h 30, 13 h 30 – 16 h", "commune": "59350", "lieu": "Antenne du CNFPT, salle 2", "capacite": 15, "minimum": 8,
             "pour": {"departements": ["59", "62"]}}""";

    @Inject
    ConsulterSesSessions consulter;

    @Inject
    TenirLesBrouillons brouillons;

    @Inject
    ReprogrammerUneSession reprogrammation;

    @Inject
    AnnulerUneSession annulation;

    @Inject
    LectureDUneSession lecture;

    /**
     * Pour qui elle est publiée ; absent ou vide : la région de qui organise.
     *
     * @param departements leurs numéros
     * @param intercommunalites leurs SIREN : leurs membres
     * @param employeurs leurs SIREN
     */
    public record PourJson(
            Boolean france, List<String> departements, List<String> intercommunalites, List<String> employeurs) {}

    /** Ce qu'on écrit d'une session ; au brouillon, tout sauf le stage peut se taire. */
    public record SessionEcriteJson(
            @Schema(description = "Le code du stage") String stage,

            @Schema(description = "Le code de qui organise ; le siège seul le dit")
            String structure,

            @Schema(
                    description = "Celui de la fiche, à défaut",
                    enumeration = {"INTEGRATION", "INTER", "INTRA", "UNION", "CONCOURS"})
            String type,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            String horaires,

            @Schema(description = "Le code Insee de la commune où l'on vient")
            String commune,

            String lieu,

            @Schema(description = "Omise : sans limite") Integer capacite,

            Integer minimum,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate ouverture,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate cloture,

            @Schema(description = "L'identifiant de qui l'anime")
            String formateur,

            PourJson pour) {}

    /**
     * @param session ce que rend un PUT, tel quel
     * @param alertes ce qu'il vaut mieux savoir avant de publier, et qui n'empêche rien
     */
    public record SessionTenueJson(
            long id,

            @Schema(enumeration = {"BROUILLON", "PUBLIEE", "ANNULEE"})
            String etat,

            String intitule,
            String ville,
            List<String> alertes,
            String motif,
            SessionEcriteJson session) {}

    public record LigneTenueJson(
            long id,
            String etat,
            String stage,
            String intitule,
            String type,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            String ville,
            Integer capacite) {}

    public record SessionsTenuesJson(List<LigneTenueJson> sessions) {}

    public record MotifJson(String motif) {}

    @GET
    @Operation(
            operationId = "listerSessionsTenues",
            summary = "Les sessions de la structure, brouillons compris, la dernière écrite d'abord",
            description =
                    "`etat` : `BROUILLON`, `PUBLIEE`, `ANNULEE`, répétable ; `limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(
            value = SessionsTenuesJson.class,
            responseCode = "200",
            responseDescription = "Une page de sessions")
    public SessionsTenuesJson lister(
            @QueryParam("etat") List<String> etats,
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        List<EtatDeSession> voulus =
                etats.stream().map(SessionsTenuesResource::etat).toList();
        return new SessionsTenuesJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        MAXIMUM,
                        1,
                        c -> Long.valueOf(c.get(0)),
                        (Long avant, Integer n) -> consulter.avant(voulus, avant, n),
                        (LigneTenue l) -> List.of(l.id()))
                .stream()
                .map(l -> new LigneTenueJson(
                        l.id(),
                        l.etat().name(),
                        l.code(),
                        l.intitule(),
                        l.type(),
                        l.debut(),
                        l.fin(),
                        l.ville(),
                        l.capacite()))
                .toList());
    }

    @POST
    @Operation(
            operationId = "commencerSession",
            summary = "Écrire une session au brouillon",
            description = "Sa structure seule la lit, et nul ne s'y inscrit tant qu'elle n'est pas publiée.")
    @APIResponseSchema(
            value = SessionTenueJson.class,
            responseCode = "201",
            responseDescription = "Le brouillon, et ce qu'il vaut mieux savoir avant de le publier")
    @APIResponse(responseCode = "404", description = "Aucun stage ne porte ce code")
    @APIResponse(
            responseCode = "422",
            description = "Un champ est invalide, ou clé d'un autre envoi ; rien n'est écrit")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "deux-jours", value = UNE_SESSION)))
    @Cree
    @UneSeuleFois
    public SessionTenueJson commencer(@HeaderParam(UneSeuleFois.CLE) String cle, SessionEcriteJson dite) {
        exigerUnCorps(dite);
        long structure = lecture.structure(dite);
        return rendre(brouillons
                .commencer(lecture.publication(dite, structure, null), structure, lecture.aire(dite.pour()))
                .id());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "lireSessionTenue",
            summary = "Une session de la structure, telle qu'elle est écrite",
            description = "L'en-tête `ETag` porte la version, à rendre dans `If-Match` pour la changer ou la publier.")
    @APIResponseSchema(value = SessionTenueJson.class, responseCode = "200", responseDescription = "La session")
    public SessionTenueJson lire(@PathParam("id") long id, @Context HttpServletResponse reponse) {
        return rendre(id, reponse);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "changerSession",
            summary = "Changer une session",
            description =
                    "Au brouillon, tout sauf le stage et qui l'organise. Publiée et pas commencée, ses dates, son lieu et son effectif : les séances se décalent, les inscrits et leurs employeurs en sont prévenus. La session entière ; `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(
            value = SessionTenueJson.class,
            responseCode = "200",
            responseDescription = "La session telle qu'enregistrée")
    @APIResponse(responseCode = "409", description = "Annulée, commencée, ou son effectif est sous les places tenues")
    @APIResponse(responseCode = "412", description = "Elle a changé depuis : relisez-la ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Un champ est invalide ; rien n'est écrit")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "deux-jours", value = UNE_SESSION)))
    public SessionTenueJson changer(
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version,
            @Context HttpServletResponse reponse,
            SessionEcriteJson dite) {
        int lue = Version.exigee(version);
        exigerUnCorps(dite);
        SessionTenue s = consulter.une(id);
        lecture.exigerQuiOrganise(dite, s);
        boolean brouillon = s.etat() == EtatDeSession.BROUILLON;
        Session.Publication p = lecture.publication(
                dite, s.structureId(), brouillon ? null : s.publication().formateurCompteId());
        String aire = lecture.aire(dite.pour());
        if (!brouillon) {
            LectureDUneSession.exigerLaMemeAire(aire, s);
        }
        Version.siPareille(
                Session.CHANGEE,
                () -> brouillon ? brouillons.enregistrer(id, lue, p, aire) : reprogrammation.executer(id, lue, p));
        return rendre(id, reponse);
    }

    @POST
    @Path("{id}/publication")
    @Operation(
            operationId = "publierSession",
            summary = "Publier un brouillon",
            description =
                    "Les collectivités de son aire la voient dès lors. Sans corps ; `If-Match` porte l'`ETag` lu : ce qui paraît est ce que vous avez lu.")
    @APIResponseSchema(value = SessionTenueJson.class, responseCode = "200", responseDescription = "La session publiée")
    @APIResponse(responseCode = "404", description = "Pas un brouillon de la structure")
    @APIResponse(responseCode = "412", description = "Il a changé depuis : relisez-le ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Ce qui manque pour publier, ou la règle qui s'y oppose")
    @UneSeuleFois
    public SessionTenueJson publier(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version) {
        int lue = Version.exigee(version);
        Version.siPareille(Session.CHANGEE, () -> brouillons.publier(id, lue));
        return rendre(id);
    }

    @POST
    @Path("{id}/annulation")
    @Operation(
            operationId = "annulerSession",
            summary = "Annuler une session publiée",
            description =
                    "Jusqu'à son premier jour compris. Ses demandes sont annulées avec elle ; les inscrits et leurs employeurs lisent le motif.")
    @APIResponseSchema(value = SessionTenueJson.class, responseCode = "200", responseDescription = "La session annulée")
    @APIResponse(responseCode = "409", description = "Elle ne s'annule pas, ou plus")
    @APIResponse(responseCode = "422", description = "Motif absent, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "intervenante",
                                            value = "{\"motif\": \"Intervenante souffrante\"}")))
    @UneSeuleFois
    public SessionTenueJson annuler(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, MotifJson corps) {
        consulter.une(id);
        annulation.executer(id, corps == null ? null : corps.motif());
        return rendre(id);
    }

    /** Ce qui n'est plus. */
    public record AbandonJson(long id) {}

    @POST
    @Path("{id}/abandon")
    @Operation(
            operationId = "abandonnerSession",
            summary = "Abandonner un brouillon de session",
            description =
                    "Il disparaît, séances comprises : nul autre ne l'avait lu. Sans corps ; `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(value = AbandonJson.class, responseCode = "200", responseDescription = "Le brouillon n'est plus")
    @APIResponse(responseCode = "404", description = "Pas un brouillon de la structure")
    @APIResponse(responseCode = "412", description = "Il a changé depuis : relisez-le ; rien n'est ôté")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public AbandonJson abandonner(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version) {
        int lue = Version.exigee(version);
        Version.siPareille(Session.CHANGEE, () -> {
            brouillons.abandonner(id, lue);
            return null;
        });
        return new AbandonJson(id);
    }

    private static void exigerUnCorps(SessionEcriteJson dite) {
        if (dite == null) {
            throw Refus.invalide("corps-absent", "stage", "Envoyez la session entière.");
        }
    }

    private static EtatDeSession etat(String code) {
        return Codes.parmi(ETATS, code, "etat-inconnu", "etat", "un état de session");
    }

    private SessionTenueJson rendre(long id, HttpServletResponse reponse) {
        SessionTenue s = consulter.une(id);
        Version.rendre(s.version(), reponse);
        return lecture.json(s);
    }

    private SessionTenueJson rendre(long id) {
        return lecture.json(consulter.une(id));
    }
}
