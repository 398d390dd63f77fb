package fr.cnfpt.attestation.transmissions.adapter.web;

import fr.cnfpt.attestation.transmissions.application.RecevoirDesDocuments;
import fr.cnfpt.attestation.transmissions.domain.PieceTransmise;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** Ce que lit le tiers. Un lien qui n'ouvre rien ne dit pas pourquoi : faux, expiré, repris, c'est la même page. */
@Named("recevoir")
@RequestScoped
public class RecevoirView {

    @Inject
    RecevoirDesDocuments cas;

    private Optional<RecevoirDesDocuments.Envoi> envoi;

    /** Appelé par la page avant de s'écrire : aucun moteur de recherche ne la garde. */
    public void entrer() {
        FacesContext.getCurrentInstance()
                .getExternalContext()
                .setResponseHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    }

    public RecevoirDesDocuments.Envoi getEnvoi() {
        if (envoi == null) {
            envoi = cas.lire(getJeton());
        }
        return envoi.orElse(null);
    }

    public void prendre(int rang) {
        try {
            cas.prendre(getJeton(), rang)
                    .ifPresentOrElse(
                            f -> Ecran.telecharger(f.contenu(), "application/pdf", f.nom()), () -> envoi = null);
        } catch (fr.cnfpt.commun.Refus occupe) {
            Ecran.refuser(occupe.getMessage());
        }
    }

    public String getTitre() {
        return getEnvoi() == null
                ? "Ce lien n'ouvre rien"
                : Texte.pluriel(getEnvoi().pieces().size(), "document", "documents") + " de formation pour vous";
    }

    public String getJusquAu() {
        return Texte.moment(getEnvoi().expireLe());
    }

    public String getTransmiseLe() {
        return Texte.moment(getEnvoi().transmiseLe());
    }

    /** « 48 ko » */
    public String poids(PieceTransmise p) {
        return Math.max(1, p.octets() / 1024) + " ko";
    }

    public String getJeton() {
        return Requete.texte("jeton");
    }
}
