package fr.cnfpt.inscription.groupe.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.groupe.application.EssayerUnGroupe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** L'essai à blanc d'une inscription à plusieurs : n'écrit rien, et se rejoue donc sans clé. */
@Path("bulletins/essai")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class EssaiDuGroupeResource {

    @Inject
    EssayerUnGroupe essai;

    public record GroupeJson(Long session, List<String> matricules) {}

    /** @param dit pourquoi elle est refusée, ou ce qu'il faut savoir avant */
    public record LigneJson(String matricule, String sort, String dit) {}

    public record EssaiJson(List<LigneJson> lignes) {}

    @POST
    @Operation(
            operationId = "essayerUneInscription",
            summary = "Essayer à blanc l'inscription de plusieurs agents",
            description =
                    "Une ligne par matricule, dans l'ordre de l'envoi : `ADMISE`, `A_VERIFIER` (une règle est à regarder, rien ne l'empêche) ou `REFUSEE`, et `dit` pourquoi. N'écrit rien ; ne veut pas d'`Idempotency-Key`. 1 000 au plus.")
    @APIResponseSchema(value = EssaiJson.class, responseCode = "200", responseDescription = "Une ligne par matricule")
    @APIResponse(responseCode = "404", description = "Session inconnue de la collectivité")
    @APIResponse(responseCode = "409", description = "Les inscriptions ne sont pas ouvertes")
    @APIResponse(responseCode = "422", description = "Champ absent ou invalide")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "deux-agents",
                                            value = "{\"session\": 812, \"matricules\": [\"D-1042\", \"D-0007\"]}")))
    public EssaiJson essayer(GroupeJson demande) {
        if (demande == null || demande.session() == null) {
            throw Refus.invalide("champ-absent", "session", "Donnez l'identifiant de la session.");
        }
        List<String> dits = demande.matricules();
        if (dits != null && dits.contains(null)) {
            throw Refus.invalide("valeur-invalide", "matricules", "La liste des matricules contient une valeur vide.");
        }
        List<EssayerUnGroupe.Lue> lues = dits == null
                ? List.of()
                : IntStream.range(0, dits.size())
                        .mapToObj(i -> new EssayerUnGroupe.Lue(i + 1, dits.get(i)))
                        .toList();
        return new EssaiJson(essai.matricules(demande.session(), lues).lignes().stream()
                .map(l -> new LigneJson(l.matricule(), l.sort().name(), l.dit().isEmpty() ? null : l.dit()))
                .toList());
    }
}
