package fr.cnfpt.inscription.concours.adapter.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.concours.application.LireUnePreparation;
import fr.cnfpt.inscription.concours.application.LireUnePreparation.Preparation;
import fr.cnfpt.inscription.concours.domain.Assiduite;
import fr.cnfpt.inscription.concours.persistence.Preparations.Mesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Où en est une préparation aux concours : l'orientation, l'assiduité, l'avertissement, la radiation. */
@Path("bulletins/{id}/preparation")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Bulletins")
public class PreparationsResource {

    @Inject
    LireUnePreparation lecture;

    /** @param justifiee fausse : l'absence compte */
    public record AbsenceJson(
            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate jour,

            int demiJournees,
            boolean justifiee) {}

    /** @param regle celle du jour où l'on a décidé */
    public record MesureJson(
            @Schema(type = SchemaType.STRING, format = "date-time")
            OffsetDateTime le,

            int demiJournees,
            int seuil,
            String regle,
            String source) {}

    /** @param parcours ADMIS, REMISE_A_NIVEAU ou AUTRE_PARCOURS ; absent tant que le test n'a pas de résultat */
    public record PreparationJson(
            long bulletin,
            String matricule,
            String parcours,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate testDu,

            String conseil,
            int demiJourneesNonJustifiees,
            List<AbsenceJson> absences,
            MesureJson avertissement,
            MesureJson radiation) {}

    @GET
    @Operation(
            operationId = "lirePreparation",
            summary = "Où en est une demande de préparation aux concours",
            description =
                    "Le parcours que le test d'orientation conseille, sans les points, qui ne sont qu'à l'agent ; les absences ; l'avertissement et la radiation avec leur règle. Le motif est dans l'histoire du bulletin.")
    @APIResponseSchema(
            value = PreparationJson.class,
            responseCode = "200",
            responseDescription = "Où en est cette préparation")
    @APIResponse(
            responseCode = "404",
            description = "Bulletin inconnu de la collectivité, ou qui n'est pas d'une préparation aux concours")
    public PreparationJson lire(@PathParam("id") long id) {
        Preparation p = lecture.lire(id).orElseThrow(PreparationsResource::inconnue);
        return new PreparationJson(
                id,
                p.agent().matricule(),
                p.orientation() == null ? null : p.orientation().parcours().name(),
                p.orientation() == null ? null : p.orientation().passeLe(),
                p.orientation() == null ? null : p.orientation().conseil(),
                p.assiduite().demiJournees(),
                json(p.assiduite()),
                json(p.avertissement()),
                json(p.radiation()));
    }

    static Refus inconnue() {
        return Refus.introuvable("preparation-inconnue", "Ce bulletin n'est pas d'une préparation aux concours.");
    }

    static List<AbsenceJson> json(Assiduite a) {
        return a.absences().stream()
                .map(x -> new AbsenceJson(x.jour(), x.demiJournees(), !x.compte()))
                .toList();
    }

    static MesureJson json(Mesure m) {
        return m == null ? null : new MesureJson(m.le(), m.demiJournees(), m.seuil(), m.regle(), m.source());
    }
}
