package fr.cnfpt.attestation.attestations.adapter.rest;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.attestation.attestations.application.AttestationLue;
import fr.cnfpt.attestation.attestations.application.ConsulterAttestations.Nommee;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.catalogue.api.Jfs;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Une attestation vue du SIRH ; {@code lignes} et {@code lieu} ne sont que dans le détail. */
@Schema(name = "Attestation")
public record AttestationJson(
        long id,

        @Schema(description = "Le numéro imprimé", example = "2026-HDF-000123")
        String numero,

        @Schema(description = "L'agent, tel que la collectivité le nomme")
        String matricule,

        @Schema(
                description = "Vrai si elle fut obtenue chez un autre employeur et que l'agent la partage",
                example = "false")
        boolean partagee,

        long session,
        String nom,
        String intitule,
        @Schema(type = SchemaType.STRING, format = "date") LocalDate debut,
        @Schema(type = SchemaType.STRING, format = "date") LocalDate fin,
        String lieu,
        @Schema(description = "Heures créditées") BigDecimal heures,

        @Schema(description = "Les mêmes en journées formation stagiaire, six heures chacune")
        BigDecimal jfs,

        @Schema(description = "EN_VIGUEUR ou REVOQUEE") String etat,

        @Schema(type = SchemaType.STRING, format = "date-time")
        OffsetDateTime emiseLe,

        @Schema(type = SchemaType.STRING, format = "date-time")
        OffsetDateTime revoqueeLe,

        @Schema(description = "Pourquoi elle est révoquée") String motif,
        List<LigneJson> lignes) {

    /** D'où vient une part des heures. */
    @Schema(name = "LigneDAttestation")
    public record LigneJson(
            String libelle,
            BigDecimal heures,
            String regle,
            String source,

            @Schema(type = SchemaType.STRING, format = "date")
            LocalDate depuis) {}

    static AttestationJson resume(Nommee<Attestations.Resume> n) {
        Attestations.Resume r = n.attestation();
        return new AttestationJson(
                r.id(),
                r.numero(),
                matricule(n.agent()),
                r.partagee(),
                r.sessionId(),
                r.nom(),
                r.intitule(),
                r.debut(),
                r.fin(),
                null,
                r.heures(),
                Jfs.deHeures(r.heures()),
                etat(r.revoqueeLe()),
                moment(r.emiseLe()),
                moment(r.revoqueeLe()),
                r.motif(),
                null);
    }

    static AttestationJson de(Nommee<AttestationLue> n) {
        AttestationLue a = n.attestation();
        return new AttestationJson(
                a.id(),
                a.numero(),
                matricule(n.agent()),
                a.partagee(),
                a.sessionId(),
                a.nom(),
                a.intitule(),
                a.debut(),
                a.fin(),
                a.lieu(),
                a.heures(),
                Jfs.deHeures(a.heures()),
                etat(a.revoqueeLe()),
                moment(a.emiseLe()),
                moment(a.revoqueeLe()),
                a.motif(),
                a.lignes().stream()
                        .map(l -> new LigneJson(
                                l.libelle(),
                                l.heures(),
                                l.regle().texte(),
                                l.regle().source(),
                                l.regle().depuis()))
                        .toList());
    }

    private static String matricule(AgentInfo agent) {
        return agent == null ? null : agent.matricule();
    }

    private static String etat(java.time.Instant revoqueeLe) {
        return revoqueeLe == null ? "EN_VIGUEUR" : "REVOQUEE";
    }

    private static OffsetDateTime moment(java.time.Instant i) {
        return i == null ? null : i.atOffset(ZoneOffset.UTC);
    }
}
