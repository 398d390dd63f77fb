package fr.cnfpt.inscription.offre.adapter.rest;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.catalogue.api.OffreDeFormation.Tri;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.outils.rest.Codes;
import fr.cnfpt.outils.rest.Suite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les sessions publiées pour la collectivité du partenaire. */
@Path("sessions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionsResource {

    private static final int MAXIMUM = 200;

    @Inject
    ConsulterLeCatalogue catalogue;

    /** Les places : {@code capacite} et {@code disponibles} absents d'une session sans limite. */
    public record PlacesJson(
            Integer capacite,
            int recues,
            Integer disponibles,
            int enAttente,

            @Schema(
                    description =
                            "Vrai tant que les places attendent la sélection, décidée après la clôture : nul n'en a encore")
            boolean aSelection,

            @Schema(description = "Les demandes qui attendent cette sélection")
            int enSelection,

            @Schema(description = "Le plus de places qu'une même collectivité y tient ; absent s'il n'y a pas de quota")
            Integer quota,

            @Schema(description = "Le plus de demandes en liste d'attente ; absent si elle n'a pas de limite")
            Integer attenteMaximum,

            @Schema(description = "Le volume des inscriptions reçues, en journées formation stagiaire de six heures")
            BigDecimal jfs) {}

    public record SessionJson(
            long id,
            String stage,
            String intitule,
            String modalite,
            String nature,
            String type,
            BigDecimal presentielJours,
            BigDecimal distanceHeures,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate debut,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate fin,

            String horaires,
            String ville,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate cloture,

            boolean ouverte,
            PlacesJson places) {}

    public record SessionsJson(List<SessionJson> sessions) {}

    public record ChoixJson(String code, String libelle, long sessions) {}

    /** @param corrigee la recherche telle qu'elle a été comprise, si une faute y a été corrigée */
    public record FacettesJson(
            long total,
            String corrigee,
            List<ChoixJson> modalite,
            List<ChoixJson> nature,
            List<ChoixJson> specialite,
            List<ChoixJson> mois,
            List<ChoixJson> departement) {}

    @GET
    @Operation(
            operationId = "listerSessions",
            summary = "Les sessions où la collectivité peut inscrire, par date",
            description =
                    "`q` : mots de la fiche, code ou ville ; accents, pluriels, fautes et sigles sont compris. Répétables : `modalite`, `nature`, `specialite` (codes), `mois` (`2027-03`), `departement`. `places=true` : une place est libre. `limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = SessionsJson.class, responseCode = "200", responseDescription = "Une page de sessions")
    public SessionsJson lister(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("modalite") List<String> modalites,
            @QueryParam("nature") List<String> natures,
            @QueryParam("specialite") List<String> specialites,
            @QueryParam("mois") List<String> mois,
            @QueryParam("departement") List<String> departements,
            @QueryParam("places") @DefaultValue("false") boolean places,
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        return new SessionsJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        MAXIMUM,
                        2,
                        c -> new OffreDeFormation.Repere(LocalDate.parse(c.get(0)), Long.parseLong(c.get(1))),
                        (repere, n) -> catalogue.suivantes(
                                q, choix(modalites, natures, specialites, mois, departements), places, repere, n),
                        l -> List.of(l.session().debut(), l.session().id()))
                .stream()
                .map(this::json)
                .toList());
    }

    @GET
    @Path("facettes")
    @Operation(
            operationId = "compterSessions",
            summary = "Combien de sessions par choix, les autres gardés",
            description = "Les mêmes filtres que la liste ; `total` est ce qu'elle rend en entier.")
    @APIResponseSchema(value = FacettesJson.class, responseCode = "200", responseDescription = "Le total et les choix")
    public FacettesJson facettes(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("modalite") List<String> modalites,
            @QueryParam("nature") List<String> natures,
            @QueryParam("specialite") List<String> specialites,
            @QueryParam("mois") List<String> mois,
            @QueryParam("departement") List<String> departements,
            @QueryParam("places") @DefaultValue("false") boolean places) {
        OffreDeFormation.PageDeSessions page = catalogue
                .chercher(q, choix(modalites, natures, specialites, mois, departements), places, Tri.DATE, 0, 1)
                .brute();
        Map<String, String> noms = catalogue.departements();
        return new FacettesJson(
                page.total(),
                page.corrigee(),
                choix(page, Critere.MODALITE),
                choix(page, Critere.NATURE),
                choix(page, Critere.SPECIALITE),
                choix(page, Critere.MOIS),
                page.facette(Critere.DEPARTEMENT).stream()
                        .filter(f -> !f.code().isEmpty())
                        .map(f -> new ChoixJson(f.code(), noms.getOrDefault(f.code(), f.code()), f.nombre()))
                        .toList());
    }

    private static List<ChoixJson> choix(OffreDeFormation.PageDeSessions page, Critere critere) {
        return page.facette(critere).stream()
                .filter(f -> !f.code().isEmpty())
                .map(f -> new ChoixJson(f.code(), f.libelle(), f.nombre()))
                .toList();
    }

    private static Map<Critere, List<String>> choix(
            List<String> modalites,
            List<String> natures,
            List<String> specialites,
            List<String> mois,
            List<String> departements) {
        return Map.of(
                Critere.MODALITE,
                modalites.stream().map(SessionsResource::modalite).toList(),
                Critere.NATURE,
                natures,
                Critere.SPECIALITE,
                specialites,
                Critere.MOIS,
                mois,
                Critere.DEPARTEMENT,
                departements);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "lireSession", summary = "Une session et ses places")
    @APIResponseSchema(value = SessionJson.class, responseCode = "200", responseDescription = "La session")
    @APIResponse(responseCode = "404", description = "Inconnue, ou pas publiée pour la collectivité")
    public SessionJson lire(@PathParam("id") long id) {
        return json(catalogue.session(id));
    }

    @GET
    @Path("{id}/agenda")
    @Produces({"text/calendar", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "lireAgendaDeSession",
            summary = "Une session en iCalendar, à relire pour suivre ses changements de date")
    @APIResponse(
            responseCode = "200",
            description = "Un événement par séance, toujours du même UID ; SEQUENCE avance à chaque changement",
            content = @Content(mediaType = "text/calendar", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "Inconnue, ou pas publiée pour la collectivité")
    public Response agenda(@PathParam("id") long id) {
        return Response.ok(catalogue.agenda(id), "text/calendar;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"session-" + id + ".ics\"")
                .build();
    }

    private static String modalite(String code) {
        return Codes.parmi(List.of(Modalite.values()), code, "modalite-inconnue", "modalite", "une modalité")
                .name();
    }

    private SessionJson json(LigneDeSession l) {
        SessionInfo s = l.session();
        Jauge j = l.jauge();
        return new SessionJson(
                s.id(),
                s.stageCode(),
                s.intitule(),
                s.modalite().name(),
                s.nature(),
                s.type(),
                s.presentielJours(),
                s.distanceHeures(),
                s.debut(),
                s.fin(),
                s.horaires(),
                s.ville(),
                s.cloture(),
                catalogue.estOuverte(s),
                j == null
                        ? null
                        : new PlacesJson(
                                j.capacite(),
                                j.placesPrises(),
                                j.illimitee() ? null : j.placesDisponibles(),
                                j.enAttente(),
                                j.aSelection(),
                                j.enSelection(),
                                j.quota(),
                                j.attenteMax(),
                                l.jfs()));
    }
}
