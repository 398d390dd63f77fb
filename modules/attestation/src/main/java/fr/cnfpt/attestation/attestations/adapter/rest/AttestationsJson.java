package fr.cnfpt.attestation.attestations.adapter.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Une page d'attestations. */
@Schema(name = "Attestations")
public record AttestationsJson(List<AttestationJson> attestations) {}
