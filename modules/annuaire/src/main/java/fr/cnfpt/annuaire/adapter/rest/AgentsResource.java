package fr.cnfpt.annuaire.adapter.rest;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.domain.AgentSaisi;
import fr.cnfpt.annuaire.application.ConsulterAgents;
import fr.cnfpt.annuaire.application.EnregistrerAgents;
import fr.cnfpt.annuaire.port.Agents.Resultat;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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

  @Inject ConsulterAgents consultation;
  @Inject EnregistrerAgents enregistrement;

  /** Un agent ; {@code responsable} est le matricule de son N+1. */
  public record AgentJson(String matricule, String nom, String prenom, String courriel, String metier, String service, String categorie,
                          String cadreEmplois, String responsable) {}

  public record AgentLuJson(long id, String matricule, String nom, String prenom, String courriel, String metier, String service,
                            String categorie, String cadreEmplois) {}

  public record AgentsJson(List<AgentJson> agents) {}

  public record AgentsLusJson(List<AgentLuJson> agents) {}

  public record ResultatJson(long id, String matricule, boolean cree) {}

  public record ResultatsJson(List<ResultatJson> agents) {}

  @GET
  @Operation(operationId = "listerAgents", summary = "Les agents de la collectivité, par nom", description = "`q` retient un nom, un prénom ou un matricule ; 1 000 au plus.")
  @APIResponseSchema(value = AgentsLusJson.class, responseCode = "200", responseDescription = "Les agents")
  public AgentsLusJson lister(@QueryParam("q") @DefaultValue("") String q) {
    return new AgentsLusJson(consultation.chercher(q, 1_000).stream().map(AgentsResource::json).toList());
  }

  @PUT
  @Operation(operationId = "enregistrerAgents", summary = "Créer ou rectifier des agents par matricule",
      description = "Tous ou aucun, 5 000 au plus. Rejouer le même envoi ne change rien.")
  @APIResponseSchema(value = ResultatsJson.class, responseCode = "200", responseDescription = "Ce qui a été créé ou rectifié")
  @APIResponse(responseCode = "422", description = "Un champ est invalide ; rien n'est écrit")
  public ResultatsJson enregistrer(AgentsJson envoi) {
    if (envoi == null || envoi.agents() == null) {
      throw Refus.invalide("corps-absent", "agents", "Envoyez un objet { \"agents\": [ … ] }.");
    }
    List<Resultat> r = enregistrement.executer(envoi.agents().stream().map(a -> a == null ? null : new AgentSaisi(a.matricule(), a.nom(), a.prenom(),
        a.courriel(), a.metier(), a.service(), a.categorie(), a.cadreEmplois(), a.responsable())).toList());
    return new ResultatsJson(r.stream().map(x -> new ResultatJson(x.id(), x.matricule(), x.cree())).toList());
  }

  private static AgentLuJson json(AgentInfo a) {
    return new AgentLuJson(a.id(), a.matricule(), a.nom(), a.prenom(), a.courriel(), a.metier(), a.service(), a.categorie(), a.cadreEmplois());
  }
}
