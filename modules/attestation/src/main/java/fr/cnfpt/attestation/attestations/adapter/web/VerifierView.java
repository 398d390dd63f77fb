package fr.cnfpt.attestation.attestations.adapter.web;

import fr.cnfpt.attestation.attestations.application.AttestationLue;
import fr.cnfpt.attestation.attestations.application.VerifierAttestation;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** La vérification publique : par le QR code, ou en tapant le numéro et le code imprimés. Montre le minimum. */
@Named("verifier")
@RequestScoped
public class VerifierView {

    @Inject
    VerifierAttestation verifier;

    @Inject
    Horloge horloge;

    private AttestationLue lue;
    private boolean faite;
    private String nom;
    private Boolean confirmation;

    public AttestationLue getA() {
        if (!faite) {
            lue = verifier.executer(getNumero(), getJeton()).orElse(null);
            faite = true;
        }
        return lue;
    }

    /** Le nom n'est pas dans l'adresse : il ne doit rester dans aucun journal. */
    public void confirmer() {
        confirmation = verifier.confirmer(getJeton(), nom);
    }

    /** @return vrai, faux, ou {@code null} si rien n'est demandé */
    public Boolean getConfirmation() {
        return confirmation;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String v) {
        nom = v;
    }

    public boolean isDemandee() {
        return !getJeton().isEmpty() || !getNumero().isEmpty();
    }

    public boolean isTrouvee() {
        return getA() != null;
    }

    public String getJeton() {
        return Requete.texte("jeton");
    }

    public String getNumero() {
        return Requete.texte("numero");
    }

    public String getMaintenant() {
        return Texte.moment(horloge.maintenant());
    }
}
