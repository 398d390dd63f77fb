package fr.cnfpt.inscription.circuit.adapter.rest;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins.LigneComplete;
import fr.cnfpt.inscription.circuit.application.Dossier;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import fr.cnfpt.inscription.circuit.application.SuivreLesChangements;
import fr.cnfpt.inscription.circuit.application.SuivreLesDemandesPartagees;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Placement;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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

    private static final int LECTURE = 500;

    @Inject
    InscrireAgents inscription;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    AnnulerBulletin annulation;

    @Inject
    SuivreLesDemandesPartagees partagees;

    @Inject
    SuivreLesChangements changements;

    /** Une inscription d'un ou de plusieurs agents, nommés par leur matricule. */
    public record DemandeJson(Long session, List<String> matricules) {}

    /** Où en est une demande : {@code position} dans la file, absente si une place est tenue. */
    public record PlacementJson(
            long bulletin,
            String matricule,
            String etat,
            Integer position,

            @Schema(
                    description =
                            "Ce qui la fait attendre : `COMPLETE`, la session n'a plus de place ; `QUOTA`, la collectivité y tient déjà toutes les siennes. Absent si une place est tenue",
                    enumeration = {"COMPLETE", "QUOTA"})
            String attente,

            String message) {}

    public record PlacementsJson(List<PlacementJson> bulletins) {}

    public record BulletinJson(
            long id,
            long session,
            String intitule,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            String matricule,
            String nom,
            String etat,
            Integer position,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant deposeLe) {}

    public record BulletinsJson(List<BulletinJson> bulletins) {}

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
                    "Tous ou aucun, 1 000 au plus. Chacun obtient une place, ou un rang quand la session est complète. Le même envoi rejoué sous la même clé rend la même réponse.")
    @APIResponseSchema(
            value = PlacementsJson.class,
            responseCode = "201",
            responseDescription = "Un placement par agent")
    @APIResponse(responseCode = "404", description = "Session ou agent inconnus de la collectivité")
    @APIResponse(responseCode = "409", description = "Session close, ou agent déjà inscrit ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Champ absent ou invalide, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "deux-agents",
                                            value = "{\"session\": 812, \"matricules\": [\"D-1042\", \"D-0007\"]}")))
    @Cree
    @UneSeuleFois(parLActe = true)
    public PlacementsJson inscrire(@HeaderParam(UneSeuleFois.CLE) String cle, DemandeJson demande) {
        if (demande == null || demande.session() == null) {
            throw Refus.invalide("champ-absent", "session", "Donnez l'identifiant de la session.");
        }
        if (demande.matricules() != null && demande.matricules().contains(null)) {
            throw Refus.invalide("valeur-invalide", "matricules", "La liste des matricules contient une valeur vide.");
        }
        return inscription.parMatricules(
                demande.session(),
                demande.matricules(),
                inscrits -> new PlacementsJson(inscrits.stream()
                        .map(i -> placement(i.agent(), i.placement()))
                        .toList()));
    }

    private static PlacementJson placement(AgentInfo agent, Placement p) {
        return new PlacementJson(
                p.bulletinId(),
                agent.matricule(),
                p.etat().name(),
                p.etat() == Etat.LISTE_ATTENTE ? p.position() : null,
                p.etat() != Etat.LISTE_ATTENTE ? null : p.quota() == null ? "COMPLETE" : "QUOTA",
                p.enClair());
    }

    @GET
    @Operation(
            operationId = "listerBulletins",
            summary = "Les bulletins de la collectivité, du plus récent au plus ancien",
            description =
                    "`etat` : code, répétable ; `session` : identifiant ; `limite` : de 1 à 500. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = BulletinsJson.class, responseCode = "200", responseDescription = "Une page de bulletins")
    public BulletinsJson lister(
            @QueryParam("etat") List<String> etats,
            @QueryParam("session") Long session,
            @QueryParam(Suite.LIMITE) @DefaultValue("100") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        return new BulletinsJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        LECTURE,
                        2,
                        c -> new Bulletins.Repere(Instant.parse(c.get(0)), Long.parseLong(c.get(1))),
                        (repere, n) -> consultation.suivants(
                                etats.stream().map(BulletinsResource::etat).toList(), session, repere, n),
                        l -> List.of(l.ligne().deposeLe(), l.ligne().id()))
                .stream()
                .map(BulletinsResource::json)
                .toList());
    }

    /** Une demande qu'un autre employeur porte pour un agent au statut partagé, sous son matricule d'ici. */
    public record PartageeJson(
            long session,
            String intitule,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            String matricule,
            String nom,
            String porteur,
            String sirenDuPorteur,
            String etat,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant deposeLe) {}

    public record PartageesJson(List<PartageeJson> demandes) {}

    @GET
    @Path("partages")
    @Operation(
            operationId = "listerDemandesPartagees",
            summary = "Les demandes que d'autres employeurs portent pour les agents au statut partagé",
            description =
                    "Depuis que les deux employeurs ont déclaré le statut partagé, de la plus récente à la plus ancienne. `limite` : de 1 à 500. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(
            value = PartageesJson.class,
            responseCode = "200",
            responseDescription = "Une page de ces demandes")
    @APIResponse(responseCode = "422", description = "`limite` ou `apres` hors de ses bornes")
    public PartageesJson partages(
            @QueryParam(Suite.LIMITE) @DefaultValue("100") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        return new PartageesJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        LECTURE,
                        2,
                        c -> new Bulletins.Repere(Instant.parse(c.get(0)), Long.parseLong(c.get(1))),
                        partagees::suivantes,
                        p -> List.of(p.ligne().deposeLe(), p.ligne().id()))
                .stream()
                .map(p -> new PartageeJson(
                        p.session().id(),
                        p.session().intitule(),
                        p.session().debut(),
                        p.session().fin(),
                        p.agent().matricule(),
                        p.agent().nomComplet(),
                        p.porteur().nom(),
                        p.porteur().siren(),
                        p.ligne().etat().name(),
                        p.ligne().deposeLe()))
                .toList());
    }

    /** Un pas d'une demande. {@code matricule} absent : l'agent n'est plus à l'annuaire. */
    public record ChangementJson(
            long bulletin,
            long session,
            String matricule,
            String etat,
            String texte,
            String motif,
            String par,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant quand) {}

    /** @param curseur où reprendre, aujourd'hui ou un autre jour */
    public record ChangementsJson(List<ChangementJson> changements, String curseur) {}

    @GET
    @Path("changements")
    @Operation(
            operationId = "suivreBulletins",
            summary = "Ce qui est arrivé aux bulletins de la collectivité, depuis un curseur",
            description =
                    "Chaque changement vient une fois, aucun n'est manqué. Gardez `curseur` et redemandez avec `apres` : rien de neuf, la liste est vide et le curseur le même. `limite` : de 1 à 500.")
    @APIResponseSchema(
            value = ChangementsJson.class,
            responseCode = "200",
            responseDescription = "Ces changements, dans l'ordre où ils se lisent")
    public ChangementsJson changements(
            @QueryParam(Suite.LIMITE) @DefaultValue("100") int limite, @QueryParam(Suite.APRES) String apres) {
        Long numero = Suite.apres(apres, 1, c -> Long.valueOf(c.get(0)));
        List<SuivreLesChangements.Changement> lus =
                changements.lire(numero == null ? 0 : numero, Suite.limite(limite, LECTURE));
        return new ChangementsJson(
                lus.stream().map(BulletinsResource::json).toList(),
                lus.isEmpty()
                        ? apres
                        : Suite.curseur(List.of(lus.get(lus.size() - 1).ligne().numero())));
    }

    private static ChangementJson json(SuivreLesChangements.Changement c) {
        return new ChangementJson(
                c.ligne().bulletinId(),
                c.ligne().sessionId(),
                c.agent() == null ? null : c.agent().matricule(),
                c.ligne().etat().name(),
                c.ligne().texte(),
                c.ligne().motif(),
                c.ligne().parNom(),
                c.ligne().quand());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "lireBulletin",
            summary = "Un bulletin, sa situation et son histoire",
            description =
                    "L'en-tête `ETag` porte la version, à rendre dans `If-Match` pour n'annuler que ce qu'on a lu. Elle change à chaque pas, non quand un rang avance dans la file.")
    @APIResponseSchema(value = DossierJson.class, responseCode = "200", responseDescription = "Le bulletin")
    public DossierJson lire(@PathParam("id") long id, @Context HttpServletResponse reponse) {
        Dossier d = consultation.dossier(id);
        Version.rendre(d.ligne().version(), reponse);
        return json(d);
    }

    private static DossierJson json(Dossier d) {
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
            description =
                    "La place ou le rang est rendu, et va au premier de la file. `If-Match`, facultatif, porte l'`ETag` lu : si la demande a changé depuis, rien n'est fait.")
    @APIResponseSchema(value = DossierJson.class, responseCode = "200", responseDescription = "Le bulletin annulé")
    @APIResponse(responseCode = "409", description = "Il ne peut plus être annulé")
    @APIResponse(responseCode = "412", description = "La demande a changé depuis que vous l'avez lue : rien n'est fait")
    @APIResponse(responseCode = "422", description = "Motif absent, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "depart", value = "{\"motif\": \"Départ de l’agent\"}")))
    @UneSeuleFois
    public DossierJson annuler(
            @HeaderParam(UneSeuleFois.CLE) String cle,
            @PathParam("id") long id,
            @Parameter(
                            description = "L'`ETag` de la lecture ; sans lui, la demande s'annule telle qu'elle est",
                            example = "\"2\"")
                    @HeaderParam("If-Match")
                    String version,
            AnnulationJson corps) {
        Integer lue = version == null || version.isBlank() ? null : Version.exigee(version);
        Version.siPareille(Bulletin.CHANGE, () -> {
            annulation.executer(id, lue, corps == null ? null : corps.motif());
            return null;
        });
        return json(consultation.dossier(id));
    }

    private static Etat etat(String code) {
        return Codes.parmi(List.of(Etat.values()), code, "etat-inconnu", "etat", "un état de bulletin");
    }

    private static BulletinJson json(LigneComplete l) {
        AgentInfo a = l.agent();
        return new BulletinJson(
                l.id(),
                l.session().id(),
                l.session().intitule(),
                l.session().debut(),
                l.session().fin(),
                a.matricule(),
                a.nomComplet(),
                l.etat().name(),
                l.etat() == Etat.LISTE_ATTENTE ? l.ligne().position() : null,
                l.ligne().deposeLe());
    }
}
