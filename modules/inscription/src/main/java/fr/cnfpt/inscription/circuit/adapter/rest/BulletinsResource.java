package fr.cnfpt.inscription.circuit.adapter.rest;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.LigneComplete;
import fr.cnfpt.inscription.circuit.application.Dossier;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Inscrire, suivre, annuler : les bulletins de la collectivité du partenaire. */
@Path("bulletins")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class BulletinsResource {

    @Inject
    InscrireAgents inscription;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    AnnulerBulletin annulation;

    /** Une inscription d'un ou de plusieurs agents (identifiants rendus par {@code /agents}). */
    public record DemandeJson(Long session, List<Long> agents) {}

    /** Où en est une demande : {@code position} dans la file, absente si une place est tenue. */
    public record PlacementJson(long bulletin, long agent, String etat, Integer position, String message) {}

    public record PlacementsJson(List<PlacementJson> bulletins) {}

    public record BulletinJson(
            long id,
            long session,
            String intitule,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            long agent,
            String matricule,
            String nom,
            String etat,
            Integer position,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant deposeLe) {}

    public record BulletinsJson(long total, List<BulletinJson> bulletins) {}

    public record PasJson(
            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant quand,

            String etat,
            String texte,
            String motif,
            String par) {}

    public record DossierJson(BulletinJson bulletin, String situation, List<PasJson> histoire) {}

    public record AnnulationJson(String motif) {}

    @POST
    @Operation(
            operationId = "inscrire",
            summary = "Inscrire un ou plusieurs agents à une session",
            description =
                    "Tous ou aucun, 1 000 au plus. Chacun obtient une place, ou un rang quand la session est complète.")
    @APIResponseSchema(
            value = PlacementsJson.class,
            responseCode = "201",
            responseDescription = "Un placement par agent")
    @APIResponse(responseCode = "404", description = "Session ou agent inconnus de la collectivité")
    @APIResponse(responseCode = "409", description = "Session close, ou agent déjà inscrit ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Champ absent ou invalide")
    @Cree
    public PlacementsJson inscrire(DemandeJson demande) {
        if (demande == null || demande.session() == null) {
            throw Refus.invalide("champ-absent", "session", "Donnez l'identifiant de la session.");
        }
        if (demande.agents() != null && demande.agents().contains(null)) {
            throw Refus.invalide("valeur-invalide", "agents", "La liste des agents contient une valeur vide.");
        }
        return new PlacementsJson(inscription.executer(demande.session(), demande.agents()).stream()
                .map(p -> new PlacementJson(
                        p.bulletinId(), p.agentId(), p.etat().name(), p.place() ? null : p.position(), p.enClair()))
                .toList());
    }

    @GET
    @Operation(
            operationId = "listerBulletins",
            summary = "Les bulletins de la collectivité, du plus récent au plus ancien",
            description =
                    "`etat` : code, répétable ; `session` ; pagination par `premiere` et `combien` (500 au plus).")
    @APIResponseSchema(value = BulletinsJson.class, responseCode = "200", responseDescription = "Une page de bulletins")
    public BulletinsJson lister(
            @QueryParam("etat") List<String> etats,
            @QueryParam("session") Long session,
            @QueryParam("premiere") @DefaultValue("0") int premiere,
            @QueryParam("combien") @DefaultValue("100") int combien) {
        ConsulterBulletins.Page page = consultation.lister(
                etats.stream().map(BulletinsResource::etat).toList(),
                session,
                null,
                Math.max(0, premiere),
                Math.max(1, combien));
        return new BulletinsJson(
                page.total(),
                page.lignes().stream().map(BulletinsResource::json).toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "lireBulletin", summary = "Un bulletin, sa situation et son histoire")
    @APIResponseSchema(value = DossierJson.class, responseCode = "200", responseDescription = "Le bulletin")
    @APIResponse(responseCode = "404", description = "Inconnu de la collectivité")
    public DossierJson lire(@PathParam("id") long id) {
        Dossier d = consultation.dossier(id);
        return new DossierJson(
                json(new LigneComplete(d.ligne(), d.agent(), d.session(), d.collectivite())),
                d.situation(),
                d.histoire().stream()
                        .map(p -> new PasJson(p.quand(), p.etat().name(), p.texte(), p.motif(), p.par()))
                        .toList());
    }

    @POST
    @Path("{id}/annulation")
    @Operation(
            operationId = "annulerBulletin",
            summary = "Annuler une demande",
            description = "La place ou le rang est rendu, et va au premier de la file.")
    @APIResponseSchema(value = DossierJson.class, responseCode = "200", responseDescription = "Le bulletin annulé")
    @APIResponse(responseCode = "404", description = "Inconnu de la collectivité")
    @APIResponse(responseCode = "409", description = "Il ne peut plus être annulé")
    @APIResponse(responseCode = "422", description = "Motif absent")
    public DossierJson annuler(@PathParam("id") long id, AnnulationJson corps) {
        annulation.executer(id, corps == null ? null : corps.motif());
        return lire(id);
    }

    private static Etat etat(String code) {
        return Arrays.stream(Etat.values())
                .filter(e -> e.name().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        Refus.invalide("etat-inconnu", "etat", "« " + code + " » n'est pas un état de bulletin."));
    }

    private static BulletinJson json(LigneComplete l) {
        AgentInfo a = l.agent();
        return new BulletinJson(
                l.id(),
                l.session().id(),
                l.session().intitule(),
                l.session().debut(),
                l.session().fin(),
                a.id(),
                a.matricule(),
                a.nomComplet(),
                l.etat().name(),
                l.etat() == Etat.LISTE_ATTENTE ? l.ligne().position() : null,
                l.ligne().deposeLe());
    }
}
