package fr.cnfpt.catalogue.sessions.adapter.rest;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.catalogue.sessions.application.ConsulterSesSessions;
import fr.cnfpt.catalogue.sessions.application.TenirLeDeroule;
import fr.cnfpt.catalogue.sessions.application.TenirLeDeroule.Deroule;
import fr.cnfpt.catalogue.sessions.application.TenirLeDeroule.LigneDeDeroule;
import fr.cnfpt.catalogue.sessions.domain.Scenario;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.rest.Codes;
import fr.cnfpt.outils.rest.Cree;
import fr.cnfpt.outils.rest.UneSeuleFois;
import fr.cnfpt.outils.rest.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Le déroulé d'une session qu'on tient : ses séances une à une, où chacune se passe, et le jour où l'on décide. */
@Path("offre/sessions/{id}/deroule")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Offre, par qui la tient")
public class DerouleTenuResource {

    @Inject
    TenirLeDeroule cas;

    @Inject
    ConsulterSesSessions sessions;

    @Inject
    Communes communes;

    /** Un temps de la session ; les heures sont celles du lieu. */
    public record SeanceEcriteJson(
            @Schema(enumeration = {"PRESENCE", "SYNCHRONE", "ASYNCHRONE"})
            String forme,

            String titre,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate jour,

            @Schema(
                    type = SchemaType.STRING,
                    format = "date",
                    description = "Le dernier jour d'une fenêtre, pour ASYNCHRONE seulement")
            LocalDate jusquAu,

            @Schema(description = "« 09:00 » ; rien pour ASYNCHRONE")
            String debut,

            @Schema(description = "« 12:30 » ; rien pour ASYNCHRONE")
            String fin,

            @Schema(description = "Le code Insee de sa commune, si ce n'est pas celle de la session")
            String commune,

            String salle,

            @Schema(description = "Celui de la classe virtuelle ou de l'activité, en https")
            String lien,

            @Schema(description = "Les identifiants de qui l'anime")
            List<String> formateurs) {}

    /** @param alertes ce qui est pris deux fois, ou tombe un jour chômé ; cela n'empêche rien */
    public record SeanceJson(long id, String ville, List<String> alertes, SeanceEcriteJson seance) {}

    /** Qui conduit la session, ce qu'il faut pour valider, et le jour où l'on décide de la tenir ou non. */
    public record ScenarioJson(
            String criteres,
            String accompagnement,

            @Schema(
                    type = SchemaType.STRING,
                    format = "date",
                    description = "Le jour où l'on décide de la tenir, avant qu'elle commence")
            LocalDate decisionLe,

            @Schema(description = "L'identifiant de la conseillère ou du conseiller")
            String conseiller,

            @Schema(description = "L'identifiant de la ou du gestionnaire")
            String gestionnaire) {}

    /**
     * @param attendues les demi-journées en présence que veut la fiche
     * @param modifiable faux, une fois finie ou annulée
     * @param scenario ce que rend un PUT, tel quel
     */
    public record DerouleJson(
            long session,
            long demiJournees,
            long attendues,
            boolean modifiable,
            List<SeanceJson> seances,
            ScenarioJson scenario) {}

    @GET
    @Operation(
            operationId = "lireDeroule",
            summary = "Le déroulé d'une session de la structure",
            description =
                    "Brouillon compris. L'en-tête `ETag` porte la version de la session, à rendre dans `If-Match` pour changer le scénario.")
    @APIResponseSchema(
            value = DerouleJson.class,
            responseCode = "200",
            responseDescription = "Les séances et le scénario")
    public DerouleJson lire(@PathParam("id") long id, @Context HttpServletResponse reponse) {
        return rendre(id, reponse);
    }

    @POST
    @Path("seances")
    @Operation(
            operationId = "ajouterSeance",
            summary = "Poser une séance",
            description =
                    "`PRESENCE` : une demi-journée ; `SYNCHRONE` : à distance, en direct, par un `lien` ; `ASYNCHRONE` : une fenêtre, sans heure, du `jour` à `jusquAu`.")
    @APIResponseSchema(
            value = DerouleJson.class,
            responseCode = "201",
            responseDescription = "Le déroulé qui en résulte")
    @APIResponse(responseCode = "409", description = "Session finie, annulée, ou brouillon sans dates")
    @APIResponse(responseCode = "422", description = "Le champ invalide, et pourquoi, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "matinee", value = """
            {"forme": "PRESENCE", "titre": "Analyser les dangers", "jour": "2027-06-08", "debut": "09:00", "fin": "12:30", "salle": "Salle 2"}""")))
    @Cree
    @UneSeuleFois
    public DerouleJson ajouter(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, SeanceEcriteJson dite) {
        if (dite == null) {
            throw Refus.invalide("corps-absent", "forme", "Envoyez la séance entière.");
        }
        cas.ajouter(id, seance(id, dite));
        return json(id);
    }

    @POST
    @Path("demi-journees")
    @Operation(
            operationId = "poserDemiJournees",
            summary = "Poser d'un coup les demi-journées que veut la fiche",
            description = "Matin et après-midi, aux jours ouvrés de la session. Sans corps.")
    @APIResponseSchema(
            value = DerouleJson.class,
            responseCode = "200",
            responseDescription = "Le déroulé qui en résulte")
    @APIResponse(responseCode = "409", description = "Il y en a déjà, rien à poser, session finie ou sans dates")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public DerouleJson poser(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        cas.poserLesDemiJournees(id);
        return json(id);
    }

    @POST
    @Path("seances/{seance}/retrait")
    @Operation(
            operationId = "retirerSeance",
            summary = "Retirer une séance",
            description = "Elle s'annule dans les agendas qui l'avaient. Sans corps.")
    @APIResponseSchema(
            value = DerouleJson.class,
            responseCode = "200",
            responseDescription = "Le déroulé qui en résulte")
    @APIResponse(responseCode = "404", description = "Session inconnue de la structure, ou séance qui n'y est plus")
    @APIResponse(responseCode = "409", description = "Session finie ou annulée")
    @APIResponse(responseCode = "422", description = "Clé d'un autre envoi")
    @UneSeuleFois
    public DerouleJson retirer(
            @HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id, @PathParam("seance") long seance) {
        cas.retirer(id, seance);
        return json(id);
    }

    @PUT
    @Path("scenario")
    @Operation(
            operationId = "ecrireScenario",
            summary = "Dire qui conduit la session, ce qu'il faut pour valider, et le jour où l'on décide de la tenir",
            description = "Le scénario entier : un champ omis est effacé. `If-Match` porte l'`ETag` lu.")
    @APIResponseSchema(
            value = DerouleJson.class,
            responseCode = "200",
            responseDescription = "Le déroulé qui en résulte")
    @APIResponse(responseCode = "409", description = "Session finie ou annulée")
    @APIResponse(responseCode = "412", description = "La session a changé depuis : relisez-la ; rien n'est écrit")
    @APIResponse(responseCode = "422", description = "Le champ invalide, et pourquoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "decision", value = """
            {"criteres": "Avoir suivi les deux séquences", "decisionLe": "2027-05-25"}""")))
    public DerouleJson ecrireLeScenario(
            @PathParam("id") long id,
            @HeaderParam(Version.SI) String version,
            @Context HttpServletResponse reponse,
            ScenarioJson dit) {
        int lue = Version.exigee(version);
        if (dit == null) {
            throw Refus.invalide("corps-absent", "criteres", "Envoyez le scénario entier.");
        }
        Scenario s = new Scenario(
                dit.criteres(),
                dit.accompagnement(),
                dit.decisionLe(),
                deLaDelegation(id, dit.conseiller(), "conseiller"),
                deLaDelegation(id, dit.gestionnaire(), "gestionnaire"));
        Version.siPareille(Session.CHANGEE, () -> {
            cas.ecrireLeScenario(id, lue, s);
            return null;
        });
        return rendre(id, reponse);
    }

    private Seance seance(long id, SeanceEcriteJson dite) {
        Seance.Forme forme = Codes.parmi(
                List.of(Seance.Forme.values()), dite.forme(), "forme-inconnue", "forme", "une forme de séance");
        CommuneInfo ailleurs = dite.commune() == null ? null : commune(id, dite.commune());
        return new Seance(
                null,
                forme,
                dite.titre() == null ? null : dite.titre().strip(),
                dite.jour(),
                forme == Seance.Forme.ASYNCHRONE ? dite.jusquAu() : dite.jour(),
                heure(dite.debut(), "debut"),
                heure(dite.fin(), "fin"),
                dite.salle(),
                ailleurs == null ? null : ailleurs.nom(),
                ailleurs == null ? null : ailleurs.code(),
                dite.lien(),
                animateurs(id, dite.formateurs()));
    }

    /** Celle de la session ne se répète pas : si la session change de commune, la séance la suit. */
    private CommuneInfo commune(long id, String code) {
        return code.equals(cas.voir(id).session().codeInsee())
                ? null
                : communes.commune(code)
                        .orElseThrow(() -> Refus.invalide(
                                "commune-inconnue", "commune", "Aucune commune n'a ce code de l'Insee."));
    }

    private static LocalTime heure(String dite, String champ) {
        try {
            return dite == null ? null : LocalTime.parse(dite);
        } catch (DateTimeParseException e) {
            throw Refus.invalide("heure-invalide", champ, "Une heure s'écrit comme 09:00, à l'heure du lieu.");
        }
    }

    private List<Long> animateurs(long id, List<String> identifiants) {
        if (identifiants == null) {
            return List.of();
        }
        Map<String, Long> connus = cas.formateurs(id).stream()
                .collect(Collectors.toMap(CompteInfo::identifiant, CompteInfo::id, (a, b) -> a));
        return identifiants.stream()
                .map(i -> {
                    if (i == null || !connus.containsKey(i)) {
                        throw Refus.invalide(
                                "formateur-inconnu",
                                "formateurs",
                                "Aucun formateur de cette structure n'a l'identifiant « " + i + " ».");
                    }
                    return connus.get(i);
                })
                .distinct()
                .toList();
    }

    private Long deLaDelegation(long id, String identifiant, String champ) {
        return identifiant == null
                ? null
                : cas.delegation(id).stream()
                        .filter(c -> c.identifiant().equals(identifiant))
                        .findFirst()
                        .map(CompteInfo::id)
                        .orElseThrow(() -> Refus.invalide(
                                "compte-inconnu", champ, "Personne de cette structure n'a cet identifiant."));
    }

    private DerouleJson rendre(long id, HttpServletResponse reponse) {
        Version.rendre(sessions.une(id).version(), reponse);
        return json(id);
    }

    private DerouleJson json(long id) {
        Deroule d = cas.voir(id);
        Map<Long, String> formateurs = identifiants(cas.formateurs(id));
        Map<Long, String> delegation = identifiants(cas.delegation(id));
        return new DerouleJson(
                id,
                d.demiJournees(),
                d.attendues(),
                d.modifiable(),
                d.lignes().stream().map(l -> json(l, formateurs::get)).toList(),
                new ScenarioJson(
                        d.scenario().criteres(),
                        d.scenario().accompagnement(),
                        d.scenario().decisionLe(),
                        delegation.get(d.scenario().conseillerId()),
                        delegation.get(d.scenario().gestionnaireId())));
    }

    private static Map<Long, String> identifiants(List<CompteInfo> comptes) {
        return comptes.stream().collect(Collectors.toMap(CompteInfo::id, CompteInfo::identifiant, (a, b) -> a));
    }

    private static SeanceJson json(LigneDeDeroule l, Function<Long, String> identifiant) {
        Seance s = l.seance();
        return new SeanceJson(
                s.id(),
                s.ville(),
                l.alertes(),
                new SeanceEcriteJson(
                        s.forme().name(),
                        s.titre(),
                        s.jour(),
                        s.forme() == Seance.Forme.ASYNCHRONE ? s.jusquAu() : null,
                        Objects.toString(s.debut(), null),
                        Objects.toString(s.fin(), null),
                        s.codeInsee(),
                        s.salle(),
                        s.lien(),
                        s.formateurs().stream()
                                .map(identifiant)
                                .filter(Objects::nonNull)
                                .toList()));
    }
}
