package fr.cnfpt.annuaire.agents.adapter.rest;

import fr.cnfpt.annuaire.agents.application.ConsulterAgents;
import fr.cnfpt.annuaire.agents.application.EnregistrerAgents;
import fr.cnfpt.annuaire.agents.application.FicheModifieeException;
import fr.cnfpt.annuaire.agents.application.TenirLesFiches;
import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les agents de la collectivité du partenaire. */
@Path("agents")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
public class AgentsResource {

    private static final int PAGE = 1_000;

    @Inject
    ConsulterAgents consultation;

    @Inject
    EnregistrerAgents enregistrement;

    @Inject
    TenirLesFiches fiches;

    /**
     * Un agent ; {@code responsable} est le matricule de son N+1, {@code partiLe} le premier jour où il n'est plus là.
     */
    public record AgentJson(
            String matricule,
            String nom,
            String prenom,
            String courriel,
            String metier,
            String service,
            String categorie,
            String cadreEmplois,
            String responsable,
            LocalDate partiLe) {

        AgentSaisi saisi() {
            return new AgentSaisi(
                    matricule, nom, prenom, courriel, metier, service, categorie, cadreEmplois, responsable, partiLe);
        }
    }

    public record AgentLuJson(
            long id,
            String matricule,
            String nom,
            String prenom,
            String courriel,
            String metier,
            String service,
            String categorie,
            String cadreEmplois,
            String responsable,
            LocalDate partiLe) {}

    public record AgentsJson(List<AgentJson> agents) {}

    public record AgentsLusJson(List<AgentLuJson> agents) {}

    public record ResultatJson(long id, String matricule, boolean cree) {}

    public record ResultatsJson(List<ResultatJson> agents) {}

    @GET
    @Operation(
            operationId = "listerAgents",
            summary = "Les agents de la collectivité, par matricule",
            description =
                    "`q` retient un nom, un prénom ou un matricule. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = AgentsLusJson.class, responseCode = "200", responseDescription = "Les agents")
    public AgentsLusJson lister(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("apres") @DefaultValue("") String apres,
            @QueryParam("combien") @DefaultValue("1000") int combien,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        int n = Math.max(1, Math.min(combien, PAGE));
        List<Agents.Fiche> lues = consultation.apres(q, apres, n + 1);
        List<Agents.Fiche> page = lues.subList(0, Math.min(n, lues.size()));
        if (lues.size() > n) {
            reponse.setHeader(
                    "Link",
                    "<"
                            + adresse.getRequestUriBuilder()
                                    .replaceQueryParam("apres", page.get(n - 1).matricule())
                                    .build()
                            + ">; rel=\"next\"");
        }
        return new AgentsLusJson(page.stream().map(AgentsResource::json).toList());
    }

    @PUT
    @Operation(
            operationId = "enregistrerAgents",
            summary = "Créer ou rectifier des agents par matricule",
            description = "Tous ou aucun, 5 000 au plus. Rejouer le même envoi ne change rien.")
    @APIResponseSchema(
            value = ResultatsJson.class,
            responseCode = "200",
            responseDescription = "Ce qui a été créé ou rectifié")
    @APIResponse(responseCode = "422", description = "Un champ est invalide ; rien n'est écrit")
    public ResultatsJson enregistrer(AgentsJson envoi) {
        if (envoi == null || envoi.agents() == null) {
            throw Refus.invalide("corps-absent", "agents", "Envoyez un objet { \"agents\": [ … ] }.");
        }
        List<Agents.Resultat> r = enregistrement.executer(
                envoi.agents().stream().map(a -> a == null ? null : a.saisi()).toList());
        return new ResultatsJson(r.stream()
                .map(x -> new ResultatJson(x.id(), x.matricule(), x.cree()))
                .toList());
    }

    @GET
    @Path("{matricule}")
    @Operation(
            operationId = "lireAgent",
            summary = "Un agent, avec sa version",
            description = "L'en-tête `ETag` porte la version, à rendre dans `If-Match` pour le changer.")
    @APIResponseSchema(value = AgentLuJson.class, responseCode = "200", responseDescription = "L'agent")
    @APIResponse(responseCode = "404", description = "Aucun agent de ce matricule dans la collectivité")
    public AgentLuJson lire(@PathParam("matricule") String matricule, @Context HttpServletResponse reponse) {
        return rendre(fiches.lire(matricule), reponse);
    }

    @PUT
    @Path("{matricule}")
    @Operation(
            operationId = "modifierAgent",
            summary = "Changer un agent sans écraser ce qu'un autre y a écrit",
            description = "La fiche entière ; `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(
            value = AgentLuJson.class,
            responseCode = "200",
            responseDescription = "L'agent tel qu'enregistré")
    @APIResponse(responseCode = "404", description = "Aucun agent de ce matricule dans la collectivité")
    @APIResponse(responseCode = "412", description = "L'agent a changé depuis : relisez-le ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Un champ est invalide ; rien n'est écrit")
    @APIResponse(responseCode = "428", description = "`If-Match` manque")
    public AgentLuJson modifier(
            @PathParam("matricule") String matricule,
            @HeaderParam("If-Match") String version,
            @Context HttpServletResponse reponse,
            AgentJson envoi) {
        if (version == null || version.isBlank()) {
            throw new WebApplicationException(428);
        }
        if (envoi == null) {
            throw Refus.invalide("corps-absent", "matricule", "Envoyez la fiche entière.");
        }
        Agents.Fiche f = fiches.lire(matricule);
        try {
            return rendre(fiches.modifier(f.id(), numero(version), envoi.saisi()), reponse);
        } catch (FicheModifieeException perimee) {
            throw new WebApplicationException(412);
        }
    }

    /** Un ETag faible, une liste ou une étoile ne désignent pas une version : ils ne conviennent à aucune. */
    private static int numero(String etag) {
        return etag.strip().matches("\"[0-9]{1,9}\"")
                ? Integer.parseInt(etag.strip().replace("\"", ""))
                : -1;
    }

    private static AgentLuJson rendre(Agents.Fiche f, HttpServletResponse reponse) {
        reponse.setHeader("ETag", "\"" + f.version() + "\"");
        return json(f);
    }

    private static AgentLuJson json(Agents.Fiche a) {
        return new AgentLuJson(
                a.id(),
                a.matricule(),
                a.nom(),
                a.prenom(),
                a.courriel(),
                a.metier(),
                a.service(),
                a.categorie(),
                a.cadreEmplois(),
                a.responsable(),
                a.partiLe());
    }
}
