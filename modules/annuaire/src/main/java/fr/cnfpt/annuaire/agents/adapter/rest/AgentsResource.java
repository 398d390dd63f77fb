package fr.cnfpt.annuaire.agents.adapter.rest;

import fr.cnfpt.annuaire.agents.application.ConsulterAgents;
import fr.cnfpt.annuaire.agents.application.EnregistrerAgents;
import fr.cnfpt.annuaire.agents.application.FicheModifieeException;
import fr.cnfpt.annuaire.agents.application.TenirLesFiches;
import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.rest.Suite;
import fr.cnfpt.outils.rest.Version;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

/** Les agents de la collectivité du partenaire. */
@Path("agents")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
public class AgentsResource {

    private static final int PAGE = 1_000;

    private static final String UN_AGENT = """
            {"matricule": "D-1042", "nom": "Dubois", "prenom": "Camille", "courriel": "c.dubois@example.fr",
             "metier": "Gestionnaire de paie", "service": "Ressources humaines", "categorie": "B",
             "cadreEmplois": "Rédacteurs territoriaux", "responsable": "D-0007",
             "situation": {"statut": "TITULAIRE", "statutDepuis": "2019-03-01", "grade": "Rédacteur principal de 2e classe",
                           "gradeDepuis": "2023-01-01", "entreeFpt": "2018-03-01", "quotite": 80, "arriveLe": "2021-09-01"}}""";
    private static final String DEUX_AGENTS = """
            {"agents": [
              {"matricule": "D-0007", "nom": "Éluard", "prenom": "Noé", "categorie": "A"},
              """ + UN_AGENT + "]}";

    @Inject
    ConsulterAgents consultation;

    @Inject
    EnregistrerAgents enregistrement;

    @Inject
    TenirLesFiches fiches;

    /**
     * Un agent ; {@code responsable} est le matricule de son N+1, {@code partiLe} le premier jour où il n'est plus là.
     * Sans {@code situation}, ce qu'on sait de la sienne reste.
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

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate partiLe,

            SituationJson situation) {

        AgentSaisi saisi() {
            return new AgentSaisi(
                    matricule,
                    nom,
                    prenom,
                    courriel,
                    metier,
                    service,
                    categorie,
                    cadreEmplois,
                    responsable,
                    partiLe,
                    situation == null ? null : situation.valeurs());
        }
    }

    /** Ce que le poste dit de plus ; la sienne s'écrit entière : un champ omis est effacé. */
    public record SituationJson(
            String nomNaissance,
            @Schema(enumeration = {"F", "H"}) String sexe,

            @Schema(
                    enumeration = {
                        "STAGIAIRE",
                        "TITULAIRE",
                        "CONTRACTUEL",
                        "APPRENTI",
                        "EMPLOI_AIDE",
                        "ASSISTANT_MATERNEL",
                        "ASSISTANT_FAMILIAL",
                        "SAISONNIER"
                    })
            String statut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate statutDepuis,

            String grade,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate gradeDepuis,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate entreeFpt,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate responsabiliteDepuis,

            @Schema(description = "En pour cent d'un temps plein")
            BigDecimal quotite,

            @Schema(description = "Le code INSEE de la commune")
            String residence,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate arriveLe) {

        Map<Colonne, String> valeurs() {
            Map<Colonne, String> v = new EnumMap<>(Colonne.class);
            v.put(Colonne.NOM_NAISSANCE, nomNaissance);
            v.put(Colonne.SEXE, sexe);
            v.put(Colonne.STATUT, statut);
            v.put(Colonne.STATUT_DEPUIS, texte(statutDepuis));
            v.put(Colonne.GRADE, grade);
            v.put(Colonne.GRADE_DEPUIS, texte(gradeDepuis));
            v.put(Colonne.ENTREE_FPT, texte(entreeFpt));
            v.put(Colonne.RESPONSABILITE_DEPUIS, texte(responsabiliteDepuis));
            v.put(Colonne.QUOTITE, quotite == null ? null : Texte.chiffres(quotite));
            v.put(Colonne.RESIDENCE, residence);
            v.put(Colonne.ARRIVE_LE, texte(arriveLe));
            return v;
        }

        static SituationJson de(AgentSaisi a) {
            return a.situation().isEmpty()
                    ? null
                    : new SituationJson(
                            a.valeur(Colonne.NOM_NAISSANCE),
                            a.valeur(Colonne.SEXE),
                            a.valeur(Colonne.STATUT),
                            date(a, Colonne.STATUT_DEPUIS),
                            a.valeur(Colonne.GRADE),
                            date(a, Colonne.GRADE_DEPUIS),
                            date(a, Colonne.ENTREE_FPT),
                            date(a, Colonne.RESPONSABILITE_DEPUIS),
                            a.valeur(Colonne.QUOTITE) == null ? null : new BigDecimal(a.valeur(Colonne.QUOTITE)),
                            a.valeur(Colonne.RESIDENCE),
                            date(a, Colonne.ARRIVE_LE));
        }

        private static String texte(LocalDate d) {
            return d == null ? null : d.toString();
        }

        private static LocalDate date(AgentSaisi a, Colonne c) {
            return a.valeur(c) == null ? null : LocalDate.parse(a.valeur(c));
        }
    }

    public record AgentLuJson(
            String matricule,
            String nom,
            String prenom,
            String courriel,
            String metier,
            String service,
            String categorie,
            String cadreEmplois,
            String responsable,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate partiLe,

            SituationJson situation) {}

    public record AgentsJson(List<AgentJson> agents) {}

    public record AgentsLusJson(List<AgentLuJson> agents) {}

    public record ResultatJson(String matricule, boolean cree) {}

    public record ResultatsJson(List<ResultatJson> agents) {}

    @GET
    @Operation(
            operationId = "listerAgents",
            summary = "Les agents de la collectivité, par matricule",
            description =
                    "`q` retient un nom, un prénom ou un matricule ; `limite` : de 1 à 1 000. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = AgentsLusJson.class, responseCode = "200", responseDescription = "Les agents")
    public AgentsLusJson lister(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam(Suite.LIMITE) @DefaultValue("1000") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        Suite.Demande d = new Suite.Demande(limite, apres, adresse, reponse);
        return new AgentsLusJson(
                Suite.parCode(d, PAGE, (dernier, n) -> consultation.apres(q, dernier, n), Agents.Fiche::matricule)
                        .stream()
                        .map(AgentsResource::json)
                        .toList());
    }

    @PUT
    @Operation(
            operationId = "enregistrerAgents",
            summary = "Créer ou rectifier des agents par matricule",
            description =
                    "Tous ou aucun, 5 000 au plus. Rejouer le même envoi ne change rien. Un agent envoyé sans `situation` garde la sienne.")
    @APIResponseSchema(
            value = ResultatsJson.class,
            responseCode = "200",
            responseDescription = "Ce qui a été créé ou rectifié")
    @APIResponse(responseCode = "422", description = "Un champ est invalide ; rien n'est écrit")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "deux-agents", value = DEUX_AGENTS)))
    public ResultatsJson enregistrer(AgentsJson envoi) {
        if (envoi == null || envoi.agents() == null) {
            throw Refus.invalide("corps-absent", "agents", "Envoyez un objet { \"agents\": [ … ] }.");
        }
        List<Agents.Resultat> r = enregistrement.executer(
                envoi.agents().stream().map(a -> a == null ? null : a.saisi()).toList());
        return new ResultatsJson(
                r.stream().map(x -> new ResultatJson(x.matricule(), x.cree())).toList());
    }

    @GET
    @Path("{matricule}")
    @Operation(
            operationId = "lireAgent",
            summary = "Un agent, avec sa version",
            description = "L'en-tête `ETag` porte la version, à rendre dans `If-Match` pour le changer.")
    @APIResponseSchema(value = AgentLuJson.class, responseCode = "200", responseDescription = "L'agent")
    @APIResponse(responseCode = "404", description = "Aucun agent de ce matricule dans la collectivité")
    public AgentLuJson lire(
            @Parameter(example = "D-1042") @PathParam("matricule") String matricule,
            @Context HttpServletResponse reponse) {
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
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "fiche-entiere", value = UN_AGENT)))
    public AgentLuJson modifier(
            @Parameter(example = "D-1042") @PathParam("matricule") String matricule,
            @HeaderParam(Version.SI) String version,
            @Context HttpServletResponse reponse,
            AgentJson envoi) {
        int lue = Version.exigee(version);
        if (envoi == null) {
            throw Refus.invalide("corps-absent", "matricule", "Envoyez la fiche entière.");
        }
        Agents.Fiche f = fiches.lire(matricule);
        try {
            return rendre(fiches.modifier(f.id(), lue, envoi.saisi()), reponse);
        } catch (FicheModifieeException perimee) {
            throw Version.perimee();
        }
    }

    private static AgentLuJson rendre(Agents.Fiche f, HttpServletResponse reponse) {
        Version.rendre(f.version(), reponse);
        return json(f);
    }

    private static AgentLuJson json(Agents.Fiche a) {
        return new AgentLuJson(
                a.matricule(),
                a.nom(),
                a.prenom(),
                a.courriel(),
                a.metier(),
                a.service(),
                a.categorie(),
                a.cadreEmplois(),
                a.responsable(),
                a.partiLe(),
                SituationJson.de(a.saisie()));
    }
}
