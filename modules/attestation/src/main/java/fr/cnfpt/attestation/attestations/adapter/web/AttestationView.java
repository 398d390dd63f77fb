package fr.cnfpt.attestation.attestations.adapter.web;

import fr.cnfpt.attestation.attestations.application.AttestationLue;
import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.application.RevoquerAttestation;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/**
 * Une attestation : ce qu'elle dit, d'où vient chaque heure, la télécharger ; pour le CNFPT, la révoquer avec un motif.
 */
@Named("attestation")
@RequestScoped
public class AttestationView {

    @Inject
    ConsulterAttestations consulter;

    @Inject
    RevoquerAttestation revoquer;

    @Inject
    UtilisateurCourant courant;

    private long id;
    private Boolean transmissible;
    private String motif;
    private AttestationLue lue;

    @PostConstruct
    void ouvrir() {
        try {
            id = Requete.identifiant("id");
            getA();
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    public void telecharger() {
        Ecran.telecharger(consulter.pdf(id), "application/pdf", "attestation-" + getA().numero() + ".pdf");
    }

    public void revoquer() {
        try {
            revoquer.executer(id, motif);
            Ecran.succes("L'attestation " + getA().numero() + " est révoquée. Qui la vérifie le verra, avec le motif.");
            Ecran.aller("/attestation/attestation.xhtml", Map.of("id", id));
        } catch (Refus refus) {
            if (refus.champ() == null) {
                Ecran.refuser(Ecran.message(refus));
            } else {
                FacesContext.getCurrentInstance()
                        .addMessage(
                                "revocation:motif",
                                new FacesMessage(FacesMessage.SEVERITY_ERROR, refus.getMessage(), null));
                FacesContext.getCurrentInstance().validationFailed();
            }
        }
    }

    public AttestationLue getA() {
        if (lue == null) {
            lue = consulter.une(id);
        }
        return lue;
    }

    public List<Preuve.Ligne> getLignes() {
        return getA().lignes();
    }

    public String depuis(Preuve.Ligne l) {
        return Texte.date(l.regle().depuis());
    }

    public String getReglesAu() {
        return Texte.date(getA().reglesAu());
    }

    public boolean isRevocable() {
        return courant.get().role().estCnfpt() && getA().enVigueur();
    }

    /** Un agent transmet les siennes, non celles de son équipe ; un employeur, celles qu'il voit. */
    public boolean isTransmissible() {
        if (transmissible == null) {
            transmissible = getA().enVigueur()
                    && (courant.get().est(Role.GESTIONNAIRE_RH)
                            || courant.get().est(Role.AGENT, Role.RESPONSABLE) && consulter.estASoi(getA()));
        }
        return transmissible;
    }

    public String getLieu() {
        return getA().lieu();
    }

    public String getModalite() {
        return getA().modalite();
    }

    public String getEmployeur() {
        return getA().employeur();
    }

    public long getId() {
        return id;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String m) {
        motif = m;
    }
}
