package fr.cnfpt.inscription.sauvetage.adapter.rest;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.sauvetage.application.EmmenerLesInscrits.Emmene;
import fr.cnfpt.inscription.sauvetage.application.EmmenerLesInscrits.Sort;
import fr.cnfpt.inscription.sauvetage.application.SauverUneSession;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver;
import fr.cnfpt.inscription.sauvetage.application.SessionsASauver.Examen;
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
import java.time.LocalDate;
import java.util.EnumMap;
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
 * Ce qui peut sauver une session, ou les gens d'une session annulée, et chacun des gestes de la page : tout se fait, et
 * tout se dit, dans une transaction (docs/adr/0047). Les personnes se comptent ici, elles ne se nomment pas.
 */
@Path("offre/sessions/{id}/sauvetage")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class SauvetageResource {

    @Inject
    SessionsASauver sessions;

    @Inject
    SauverUneSession sauver;

    /** Une autre session du même stage. @param libres absent : sans limite */
    public record VoisineJson(
            long session,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            String ville,
            Integer libres) {}

    public record DepartementJson(String code, String nom, int kilometres) {}

    /**
     * @param inscrits à réunir ailleurs ou, annulée, à emmener
     * @param departements alentour, pour lesquels elle n'est pas publiée
     * @param invitables ceux qui attendent ce stage ailleurs
     */
    public record SauvetageJson(
            long session,

            @Schema(enumeration = {"AVANT_OUVERTURE", "OUVERTE", "CLOSE", "COMMENCEE", "FINIE", "ANNULEE"})
            String moment,

            boolean sousLeMinimum,
            int inscrits,
            List<VoisineJson> voisines,
            List<DepartementJson> departements,
            int invitables) {}

    /** @param accueil le numéro de la session qui accueille */
    public record AccueilJson(Long accueil) {}

    public record SansPlaceJson(
            @Schema(enumeration = {"SANS_PLACE", "QUOTA_ATTEINT", "DEJA_LA", "HORS_DE_L_AIRE", "PARTI"})
            String pourquoi,

            int combien) {}

    /** @param places combien y ont une place, chacun pouvant la refuser par son courriel */
    public record EmmenesJson(long session, long accueil, int places, List<SansPlaceJson> sansPlace) {}

    public record DeplacementJson(
            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut) {}

    public record OuvertureJson(
            @Schema(description = "Son numéro : 62, 2A, 974")
            String departement) {}

    public record ADistanceJson(
            @Schema(description = "Celui de la classe virtuelle, en https")
            String lien) {}

    public record InvitationsJson(long session, int invites) {}

    @GET
    @Operation(
            operationId = "examinerSauvetage",
            summary = "Ce qui peut sauver une session, ou ceux d'une session annulée")
    @APIResponseSchema(value = SauvetageJson.class, responseCode = "200", responseDescription = "Ce qui se peut")
    public SauvetageJson examiner(@PathParam("id") long id) {
        return json(sessions.examiner(id));
    }

    @POST
    @Path("reunion")
    @Operation(
            operationId = "reunirSession",
            summary = "Annuler une session sous son minimum et réunir ses inscrits à une autre du même stage",
            description =
                    "Qui tenait une place passe avant qui attendait ; chacun reçoit un courriel, et peut refuser.")
    @APIResponseSchema(
            value = EmmenesJson.class,
            responseCode = "200",
            responseDescription = "Combien y ont une place, et pourquoi les autres n'en ont pas")
    @APIResponse(responseCode = "404", description = "L'une des deux est inconnue de la structure")
    @APIResponse(responseCode = "409", description = "Elle a son minimum, ou l'autre n'a pas de place ou a commencé")
    @APIResponse(responseCode = "422", description = "Pas du même stage, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "accueil", value = "{\"accueil\": 813}")))
    @UneSeuleFois
    public EmmenesJson reunir(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, AccueilJson corps) {
        long accueil = accueil(corps);
        return json(id, accueil, sauver.reunir(id, accueil));
    }

    @POST
    @Path("emmener")
    @Operation(
            operationId = "emmenerInscrits",
            summary = "Donner à ceux d'une session annulée une place dans une autre du même stage",
            description = "Ceux qui n'en ont pas encore reçu ; on recommence avec une troisième pour ceux qui restent.")
    @APIResponseSchema(
            value = EmmenesJson.class,
            responseCode = "200",
            responseDescription = "Combien y ont une place, et pourquoi les autres n'en ont pas")
    @APIResponse(responseCode = "404", description = "L'une des deux est inconnue de la structure")
    @APIResponse(
            responseCode = "409",
            description = "Pas annulée, plus personne à emmener, ou l'autre n'a pas de place")
    @APIResponse(responseCode = "422", description = "Pas du même stage, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "accueil", value = "{\"accueil\": 813}")))
    @UneSeuleFois
    public EmmenesJson emmener(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, AccueilJson corps) {
        long accueil = accueil(corps);
        return json(id, accueil, sauver.emmener(id, accueil));
    }

    @POST
    @Path("deplacement")
    @Operation(
            operationId = "deplacerSession",
            summary = "Déplacer une session d'un bloc",
            description =
                    "Elle dure autant, la clôture et les séances suivent ; chacun l'apprend et peut rendre sa place.")
    @APIResponseSchema(value = SauvetageJson.class, responseCode = "200", responseDescription = "Ce qui se peut encore")
    @APIResponse(responseCode = "409", description = "Annulée ou commencée")
    @APIResponse(responseCode = "422", description = "Jour absent, passé ou déjà le sien, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "plus-tard", value = "{\"debut\": \"2027-06-15\"}")))
    @UneSeuleFois
    public SauvetageJson deplacer(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, DeplacementJson corps) {
        sauver.deplacer(id, corps == null ? null : corps.debut());
        return json(sessions.examiner(id));
    }

    @POST
    @Path("ouverture")
    @Operation(
            operationId = "ouvrirSessionAilleurs",
            summary = "Publier une session aussi pour les employeurs d'un département voisin",
            description = "Ne se défait pas : qui s'est inscrit ne doit pas voir la session disparaître.")
    @APIResponseSchema(value = SauvetageJson.class, responseCode = "200", responseDescription = "Ce qui se peut encore")
    @APIResponse(responseCode = "409", description = "Réservée à des employeurs, déjà ouverte là, annulée ou commencée")
    @APIResponse(responseCode = "422", description = "Département absent ou inconnu, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "aisne", value = "{\"departement\": \"51\"}")))
    @UneSeuleFois
    public SauvetageJson ouvrir(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, OuvertureJson corps) {
        if (corps == null || corps.departement() == null) {
            throw Refus.invalide("champ-absent", "departement", "Dites quel département, par son numéro.");
        }
        sauver.ouvrirAussi(id, corps.departement());
        return json(sessions.examiner(id));
    }

    @POST
    @Path("a-distance")
    @Operation(
            operationId = "passerSessionADistance",
            summary = "Passer une session à distance",
            description =
                    "Ses séances en présence se suivent en direct, aux mêmes heures, à ce lien ; chacun l'apprend.")
    @APIResponseSchema(value = SauvetageJson.class, responseCode = "200", responseDescription = "Ce qui se peut encore")
    @APIResponse(responseCode = "409", description = "Déjà à distance, annulée ou commencée")
    @APIResponse(responseCode = "422", description = "Lien absent ou qui n'en est pas un, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "classe-virtuelle",
                                            value = "{\"lien\": \"https://visio.example.fr/classe-812\"}")))
    @UneSeuleFois
    public SauvetageJson passerADistance(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, ADistanceJson corps) {
        sauver.passerADistance(id, corps == null ? null : corps.lien());
        return json(sessions.examiner(id));
    }

    @POST
    @Path("invitation")
    @Operation(
            operationId = "inviterQuiAttend",
            summary = "Inviter ceux qui attendent le même stage dans une autre session",
            description =
                    "Une invitation ne tient aucune place : la première réponse la prend, les autres gardent leur rang. Sans corps.")
    @APIResponseSchema(
            value = InvitationsJson.class,
            responseCode = "200",
            responseDescription = "Combien sont invités")
    @APIResponse(responseCode = "409", description = "Plus de place à proposer, personne à inviter, ou commencée")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public InvitationsJson inviter(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        return new InvitationsJson(id, sauver.inviter(id));
    }

    private static long accueil(AccueilJson corps) {
        if (corps == null || corps.accueil() == null) {
            throw Refus.invalide("champ-absent", "accueil", "Dites quelle session accueille, par son numéro.");
        }
        return corps.accueil();
    }

    private static EmmenesJson json(long session, long accueil, List<Emmene> faits) {
        Map<Sort, Integer> sansPlace = new EnumMap<>(Sort.class);
        faits.stream().filter(e -> e.empeche() != null).forEach(e -> sansPlace.merge(e.empeche(), 1, Integer::sum));
        return new EmmenesJson(
                session,
                accueil,
                (int) faits.stream().filter(e -> e.bulletinId() != null).count(),
                sansPlace.entrySet().stream()
                        .map(e -> new SansPlaceJson(e.getKey().name(), e.getValue()))
                        .toList());
    }

    private static SauvetageJson json(Examen e) {
        return new SauvetageJson(
                e.ligne().id(),
                e.moment().name(),
                e.moment() != Moment.ANNULEE
                        && e.ligne().jauge() != null
                        && e.ligne().jauge().sousLeMinimum(),
                e.aEmmener(),
                e.voisines().stream()
                        .map(v -> {
                            SessionInfo s = v.session();
                            return new VoisineJson(
                                    s.id(), s.debut(), s.fin(), s.ville(), s.capacite() == null ? null : v.libres());
                        })
                        .toList(),
                e.departements().stream()
                        .map(d -> new DepartementJson(d.code(), d.nom(), d.kilometres()))
                        .toList(),
                e.invitables());
    }
}
