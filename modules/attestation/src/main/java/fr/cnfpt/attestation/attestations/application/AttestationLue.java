package fr.cnfpt.attestation.attestations.application;

import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Une attestation entière, lue hors de sa transaction. */
public record AttestationLue(
        long id,
        String numero,
        long sessionId,
        long agentId,
        String nom,
        String employeur,
        String organisateur,
        String intitule,
        String modalite,
        LocalDate debut,
        LocalDate fin,
        String lieu,
        BigDecimal heures,
        List<Preuve.Ligne> lignes,
        LocalDate reglesAu,
        Instant emiseLe,
        Instant revoqueeLe,
        String motif,
        boolean nomEfface,
        long collectiviteId,
        boolean partagee) {

    /** @param poste celui par lequel qui lit connaît son titulaire, si elle lui est partagée ; sinon {@code null} */
    static AttestationLue de(Attestation a, Long poste) {
        return new AttestationLue(
                a.id(),
                a.numero(),
                a.sessionId(),
                poste == null ? a.agentId() : poste,
                a.nom(),
                a.employeur(),
                a.organisateur(),
                a.intitule(),
                a.modalite(),
                a.debut(),
                a.fin(),
                a.lieu(),
                a.heures(),
                a.lignes(),
                a.reglesAu(),
                a.emiseLe(),
                a.revoqueeLe(),
                a.motif(),
                a.nomEfface(),
                a.collectiviteId(),
                poste != null);
    }

    public String periode() {
        return Texte.periode(debut, fin);
    }

    public String heuresEnClair() {
        return Texte.nombre(heures) + (heures.compareTo(BigDecimal.valueOf(2)) >= 0 ? " heures" : " heure");
    }

    public String emiseLeEnClair() {
        return Texte.moment(emiseLe);
    }

    public String revoqueeLeEnClair() {
        return Texte.moment(revoqueeLe);
    }

    public boolean enVigueur() {
        return revoqueeLe == null;
    }
}
