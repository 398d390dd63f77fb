package fr.cnfpt.attestation.attestations.adapter.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Une page d'attestations. */
@Schema(name = "Attestations")
public record AttestationsJson(
        @Schema(description = "Combien en tout répondent à la demande")
        long total,

        @Schema(description = "Le rang de la première de cette page, depuis 0")
        int premiere,

        List<AttestationJson> attestations) {}
