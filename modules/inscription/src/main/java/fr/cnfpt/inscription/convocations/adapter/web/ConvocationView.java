package fr.cnfpt.inscription.convocations.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations;
import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations.Remise;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;

/** Sur un bulletin : la convocation est-elle partie, est-elle arrivée, et sinon que faire. */
@Named("convocation")
@RequestScoped
public class ConvocationView {

    @Inject
    SuivreLesConvocations suivi;

    @Inject
    UtilisateurCourant courant;

    private long id;
    private Remise remise;

    @PostConstruct
    void lire() {
        try {
            id = Requete.identifiant("id");
            remise = suivi.duBulletin(id);
        } catch (Refus r) {
            // La page du bulletin dit elle-même qu'il est introuvable.
            remise = null;
        }
    }

    /** Rien à dire d'un bulletin dont rien de connu n'est parti ni revenu, et dont rien ne se renvoie. */
    public boolean isMontree() {
        return remise != null && (!getEnvoi().isEmpty() || isEmpechee() || isARenvoyer());
    }

    public boolean isEmpechee() {
        return remise.echec().isPresent()
                || remise.convocation().isPresent()
                        && remise.convocation().get().sansAdresse()
                        && remise.sansAdresse();
    }

    public String getEnvoi() {
        return remise.convocation().isEmpty() || remise.convocation().get().cle() == null
                ? ""
                : "Convocation envoyée par courriel le "
                        + Texte.moment(remise.convocation().get().envoyeeLe()) + ".";
    }

    /** « Le dernier courriel à zoe@denain.fr n'est pas arrivé. Revenu le … : cette adresse n'existe pas, ou plus. » */
    public String getPourquoi() {
        return remise.echec()
                .map(e -> "Le dernier courriel"
                        + (remise.adresse() == null ? "" : " à " + remise.adresse())
                        + " n'est pas arrivé. " + e.enClair())
                .orElse("Elle n'est pas partie : la fiche de l'agent n'a pas d'adresse de courriel.");
    }

    public String getQueFaire() {
        return courant.get().est(Role.GESTIONNAIRE_RH)
                ? "Corrigez l'adresse sur sa fiche, puis renvoyez la convocation ; ou remettez-la-lui en main propre."
                : courant.get().role().estCnfpt()
                        ? "L'adresse se corrige chez son employeur : prévenez-le, puis renvoyez la convocation."
                        : "Le service formation corrige l'adresse. La convocation se télécharge ici.";
    }

    public boolean isFiche() {
        return courant.get().est(Role.GESTIONNAIRE_RH) && courant.get().branche() == null;
    }

    public long getAgent() {
        return remise.agent();
    }

    public boolean isARenvoyer() {
        return remise != null && remise.aRenvoyer() && remise.convocation().isPresent();
    }

    public void renvoyer() {
        if (Ecran.tenter(() -> suivi.renvoyer(id))) {
            Ecran.succes("La convocation repart par courriel.");
            Ecran.aller("/inscription/bulletin.xhtml", Map.of("id", id));
        }
    }
}
