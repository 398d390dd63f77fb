package fr.cnfpt.attestation.attestations.adapter.rest;

import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.commun.Refus;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les attestations des agents de la collectivité, pour son SIRH. Celles d'une autre n'existent pas. */
@Path("attestations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attestations")
public class AttestationsResource {

    static final int MAXIMUM = 500;

    @Inject
    ConsulterAttestations consulter;

    @GET
    @Operation(
            operationId = "listerAttestations",
            summary = "Lister les attestations de ma collectivité, de la plus récente à la plus ancienne")
    @APIResponse(
            responseCode = "200",
            description = "Une page d'attestations",
            content = @Content(schema = @Schema(implementation = AttestationsJson.class)))
    @APIResponse(responseCode = "422", description = "Un paramètre n'a pas la forme attendue")
    public AttestationsJson lister(
            @Parameter(
                            description = "Celles émises à partir de ce jour, AAAA-MM-JJ",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("depuis")
                    String depuis,
            @Parameter(description = "Des mots du nom, de l'intitulé ou du numéro") @QueryParam("q") String recherche,
            @Parameter(description = "Combien, de 1 à 500") @QueryParam(Suite.LIMITE) @DefaultValue("100") int limite,
            @Parameter(description = "Le curseur que donne `Link`") @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        return new AttestationsJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        MAXIMUM,
                        2,
                        c -> new Attestations.Repere(Instant.parse(c.get(0)), Long.parseLong(c.get(1))),
                        (repere, n) -> consulter.suivantes(recherche, jour(depuis), repere, n),
                        l -> List.of(l.attestation().emiseLe(), l.attestation().id()))
                .stream()
                .map(AttestationJson::resume)
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "lireAttestation", summary = "Lire une attestation et le détail de ses heures")
    @APIResponse(
            responseCode = "200",
            description = "L'attestation",
            content = @Content(schema = @Schema(implementation = AttestationJson.class)))
    @APIResponse(responseCode = "404", description = "Elle n'existe pas, ou n'est pas à votre collectivité")
    public AttestationJson une(@PathParam("id") long id) {
        return AttestationJson.de(consulter.nommee(id));
    }

    @GET
    @Path("{id}/pdf")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @Operation(operationId = "imprimerAttestation", summary = "Télécharger le PDF d'une attestation")
    @APIResponse(
            responseCode = "200",
            description = "Le document",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "Elle n'existe pas, ou n'est pas à votre collectivité")
    public Response pdf(@PathParam("id") long id) {
        String numero = consulter.une(id).numero();
        return Response.ok(consulter.pdf(id), "application/pdf")
                .header("Content-Disposition", "attachment; filename=\"attestation-" + numero + ".pdf\"")
                .build();
    }

    private static LocalDate jour(String depuis) {
        try {
            return depuis == null || depuis.isBlank() ? null : LocalDate.parse(depuis.strip());
        } catch (DateTimeParseException e) {
            throw Refus.invalide(
                    "date-inexistante",
                    "depuis",
                    "« " + depuis + " » n'est pas une date qui existe. Forme attendue : 2026-03-31.");
        }
    }
}
