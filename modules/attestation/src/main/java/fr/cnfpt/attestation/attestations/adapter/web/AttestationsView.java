package fr.cnfpt.attestation.attestations.adapter.web;

import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** La liste des attestations, dans la portée de chacun ; la recherche et la page sont dans l'adresse. */
@Named("attestations")
@RequestScoped
public class AttestationsView {

    static final int PAR_PAGE = 50;

    @Inject
    ConsulterAttestations consulter;

    @Inject
    UtilisateurCourant courant;

    private Attestations.Page lue;

    private Attestations.Page lire() {
        if (lue == null) {
            lue = consulter.lister(getRecherche(), null, Pagination.premiere(PAR_PAGE), PAR_PAGE);
        }
        return lue;
    }

    public void telecharger(long id, String numero) {
        try {
            Ecran.telecharger(consulter.pdf(id), "application/pdf", "attestation-" + numero + ".pdf");
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    public List<Attestations.Resume> getLignes() {
        return lire().lignes();
    }

    public Pagination getPagination() {
        return Pagination.demandee(PAR_PAGE, lire().total());
    }

    public String getTotalEnClair() {
        return Texte.pluriel(lire().total(), "attestation", "attestations");
    }

    public String getRecherche() {
        return Requete.texte("q");
    }

    public boolean isPersonnelles() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    public boolean isCnfpt() {
        return courant.get().role().estCnfpt();
    }

    public String getTitre() {
        return isPersonnelles() ? "Mes attestations" : "Attestations";
    }

    public String getSousTitre() {
        return isPersonnelles()
                ? "Ce que vous avez suivi, heure par heure, à garder et à présenter. Quiconque peut en vérifier l'authenticité."
                : courant.get().est(Role.GESTIONNAIRE_RH)
                        ? "Celles de vos agents, de la plus récente à la plus ancienne."
                        : "De la plus récente à la plus ancienne.";
    }
}
