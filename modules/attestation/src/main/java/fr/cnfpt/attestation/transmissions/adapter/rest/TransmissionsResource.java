package fr.cnfpt.attestation.transmissions.adapter.rest;

import fr.cnfpt.attestation.transmissions.application.SuivreLesTransmissions;
import fr.cnfpt.attestation.transmissions.application.SuivreLesTransmissions.Suivie;
import fr.cnfpt.attestation.transmissions.application.Transmettre;
import fr.cnfpt.attestation.transmissions.application.Transmettre.Choix;
import fr.cnfpt.attestation.transmissions.domain.NatureDePiece;
import fr.cnfpt.attestation.transmissions.domain.Transmission;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions.Repere;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.rest.Codes;
import fr.cnfpt.outils.rest.Cree;
import fr.cnfpt.outils.rest.Suite;
import fr.cnfpt.outils.rest.UneSeuleFois;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ce que le SIRH transmet à des tiers, au nom de la collectivité : le donner, le suivre, le reprendre. */
@Path("transmissions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Transmissions à des tiers")
public class TransmissionsResource {

    private static final int LECTURE = 200;

    @Inject
    Transmettre transmettre;

    @Inject
    SuivreLesTransmissions suivi;

    /** @param numero celui du bulletin, ou l'identifiant de l'attestation */
    public record DocumentAJoindreJson(
            @Schema(description = "CONVOCATION, BULLETIN ou ATTESTATION", example = "CONVOCATION")
            String nature,

            Long numero) {}

    public record TransmissionDiteJson(String matricule, String destinataire, List<DocumentAJoindreJson> documents) {}

    /**
     * @param sha256 l'empreinte du PDF remis, en hexadécimal
     * @param octets ce qu'il pèse
     */
    @Schema(name = "DocumentTransmis")
    public record DocumentTransmisJson(String nature, long numero, String intitule, String sha256, long octets) {}

    /**
     * @param etat EN_COURS, REPRISE ou EXPIREE
     * @param ouvertures combien de fois un document a été pris
     */
    @Schema(name = "Transmission")
    public record TransmissionJson(
            long id,
            String matricule,
            String destinataire,
            String par,
            String etat,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant transmiseLe,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant expireLe,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant repriseLe,

            int ouvertures,

            @Schema(type = SchemaType.STRING, format = "date-time")
            Instant derniereOuvertureLe,

            List<DocumentTransmisJson> documents) {}

    @Schema(name = "Transmissions")
    public record TransmissionsJson(List<TransmissionJson> transmissions) {}

    @POST
    @Operation(
            operationId = "transmettreDesDocuments",
            summary = "Transmettre à un tiers des documents d'un agent",
            description =
                    "Le tiers reçoit par courriel un lien qu'il ouvre sans compte, jusqu'à `expireLe`. Le lien n'est dit qu'à lui. De 1 à 20 documents du même agent, obtenus chez vous ou qu'il partage avec vous.")
    @APIResponseSchema(
            value = TransmissionJson.class,
            responseCode = "201",
            responseDescription = "La transmission, et l'empreinte de chaque copie")
    @APIResponse(
            responseCode = "404",
            description = "L'agent n'est pas des vôtres, ou un document n'est pas à transmettre par vous")
    @APIResponse(
            responseCode = "409",
            description = "Trop de transmissions en vingt-quatre heures : `detail` dit quand revenir")
    @APIResponse(
            responseCode = "422",
            description = "L'adresse ou un document ne convient pas, ou clé d'un autre envoi")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "convocation",
                                            value =
                                                    "{\"matricule\": \"D-1042\", \"destinataire\": \"hebergement@exemple.fr\", \"documents\": [{\"nature\": \"CONVOCATION\", \"numero\": 9001}]}")))
    @Cree
    @UneSeuleFois
    public TransmissionJson transmettre(@HeaderParam(UneSeuleFois.CLE) String cle, TransmissionDiteJson dite) {
        if (dite == null || dite.matricule() == null || dite.matricule().isBlank()) {
            throw Refus.invalide("champ-absent", "matricule", "Donnez le matricule de l'agent.");
        }
        if (dite.documents() == null) {
            throw Refus.invalide("champ-absent", "documents", "Donnez les documents à transmettre.");
        }
        Transmission.destinataire(dite.destinataire());
        Transmission.exigerDesDocuments(dite.documents().size());
        List<Choix> choisis =
                dite.documents().stream().map(TransmissionsResource::choix).toList();
        return json(suivi.une(
                transmettre.executer(dite.destinataire(), transmettre.parMatricule(dite.matricule()), choisis)));
    }

    private static Choix choix(DocumentAJoindreJson d) {
        if (d == null || d.nature() == null || d.numero() == null) {
            throw Refus.invalide("champ-absent", "documents", "Chaque document a une « nature » et un « numero ».");
        }
        return new Choix(
                Codes.parmi(
                        List.of(NatureDePiece.values()),
                        d.nature(),
                        "nature-inconnue",
                        "documents",
                        "une nature de document"),
                d.numero());
    }

    @GET
    @Operation(
            operationId = "listerTransmissions",
            summary = "Ce que la collectivité a transmis à des tiers, de la plus récente à la plus ancienne",
            description =
                    "Ce qu'un agent transmet lui-même n'y est pas. `limite` : de 1 à 200. S'il en reste, l'en-tête `Link` donne l'adresse de la suite (`rel=\"next\"`).")
    @APIResponseSchema(value = TransmissionsJson.class, responseCode = "200", responseDescription = "Une page")
    @APIResponse(responseCode = "422", description = "Un paramètre n'a pas la forme attendue")
    public TransmissionsJson lister(
            @QueryParam(Suite.LIMITE) @DefaultValue("50") int limite,
            @QueryParam(Suite.APRES) String apres,
            @Context UriInfo adresse,
            @Context HttpServletResponse reponse) {
        return new TransmissionsJson(Suite.tranche(
                        new Suite.Demande(limite, apres, adresse, reponse),
                        LECTURE,
                        2,
                        c -> new Repere(Instant.parse(c.get(0)), Long.parseLong(c.get(1))),
                        suivi::suivantes,
                        s -> List.of(
                                s.transmission().transmiseLe(), s.transmission().id()))
                .stream()
                .map(TransmissionsResource::json)
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "lireTransmission",
            summary = "Une transmission : jusqu'à quand, combien de fois prise, la dernière")
    @APIResponseSchema(value = TransmissionJson.class, responseCode = "200", responseDescription = "La transmission")
    public TransmissionJson lire(@PathParam("id") long id) {
        return json(suivi.une(id));
    }

    @POST
    @Path("{id}/reprise")
    @Operation(
            operationId = "reprendreTransmission",
            summary = "Reprendre : le lien n'ouvre plus rien",
            description = "Sans corps. La copie est effacée aussitôt ; ce que le tiers a déjà pris lui reste.")
    @APIResponseSchema(
            value = TransmissionJson.class,
            responseCode = "200",
            responseDescription = "La transmission reprise")
    @APIResponse(responseCode = "409", description = "Le lien n'ouvrait déjà plus rien")
    @UneSeuleFois
    public TransmissionJson reprendre(@HeaderParam(UneSeuleFois.CLE) String cle, @PathParam("id") long id) {
        suivi.reprendre(id);
        return json(suivi.une(id));
    }

    private static TransmissionJson json(Suivie s) {
        Transmission t = s.transmission();
        return new TransmissionJson(
                t.id(),
                s.agent() == null ? null : s.agent().matricule(),
                t.destinataire(),
                s.par(),
                s.situation().name(),
                t.transmiseLe(),
                t.expireLe(),
                t.repriseLe(),
                t.ouvertures(),
                t.derniereOuvertureLe(),
                s.pieces().stream()
                        .map(p -> new DocumentTransmisJson(
                                p.nature().name(), p.objetId(), p.intitule(), p.sha256(), p.octets()))
                        .toList());
    }
}
