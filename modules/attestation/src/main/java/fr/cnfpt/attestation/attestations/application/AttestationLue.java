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
        boolean nomEfface) {

    static AttestationLue de(Attestation a) {
        return new AttestationLue(
                a.id(),
                a.numero(),
                a.sessionId(),
                a.agentId(),
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
                a.nomEfface());
    }

    public boolean isNomEfface() {
        return nomEfface;
    }

    public long getId() {
        return id;
    }

    public String getNumero() {
        return numero;
    }

    public String getNom() {
        return nom;
    }

    public String getIntitule() {
        return intitule;
    }

    public String getOrganisateur() {
        return organisateur;
    }

    public String getPeriode() {
        return Texte.periode(debut, fin);
    }

    public String getHeures() {
        return Texte.nombre(heures) + (heures.compareTo(BigDecimal.valueOf(2)) >= 0 ? " heures" : " heure");
    }

    public String getEmiseLe() {
        return Texte.moment(emiseLe);
    }

    public String getRevoqueeLe() {
        return Texte.moment(revoqueeLe);
    }

    public boolean isEnVigueur() {
        return revoqueeLe == null;
    }

    public String getMotif() {
        return motif;
    }
}
