package fr.cnfpt.inscription.selection.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.selection.application.DireUnePriorite;
import fr.cnfpt.inscription.selection.application.DireUnePriorite.Priorite;
import fr.cnfpt.inscription.selection.domain.MotifDePriorite;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Sur un bulletin d'une session à sélection : dire la priorité de droit, y revenir. À l'agent et à son employeur. */
@Named("priorite")
@RequestScoped
public class PrioriteView {

    @Inject
    DireUnePriorite dire;

    @Inject
    UtilisateurCourant courant;

    private long id;
    private Priorite lue;
    private String motif;

    @PostConstruct
    void lire() {
        lue = null;
        if (!courant.get().est(Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH)) {
            return;
        }
        try {
            id = Requete.identifiant("id");
            lue = dire.lire(id);
            motif = lue.motif() == null ? "" : lue.motif().name();
        } catch (Refus r) {
            // Ni la sienne, ni de son ressort : rien ne s'en montre.
            lue = null;
        }
    }

    public void dire() {
        if (Ecran.tenter(() -> dire.dire(id, motif))) {
            Ecran.succes("La demande est prioritaire de droit. La délégation saura qu'elle l'est, jamais pourquoi.");
            lire();
        }
    }

    public void retirer() {
        if (Ecran.tenter(() -> dire.retirer(id))) {
            Ecran.succes("La priorité est retirée.");
            lire();
        }
    }

    public boolean isMontre() {
        return lue != null && (lue.modifiable() || lue.prioritaire());
    }

    public boolean isModifiable() {
        return lue.modifiable();
    }

    public boolean isDite() {
        return lue.prioritaire();
    }

    private boolean agent() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    public String getPhrase() {
        return !lue.prioritaire()
                ? "Catégorie C sans diplôme de niveau 4, handicap, risque d'usure professionnelle : la loi fait passer la demande avant les autres (CGFP, art. L422-3)."
                : lue.motif() == null
                        ? "L'agent a dit sa demande prioritaire. Il n'a pas à vous dire pourquoi, et lui seul peut y revenir."
                        : "Cette demande est prioritaire de droit : "
                                + lue.motif().getLibelle().toLowerCase() + ".";
    }

    public String getAide() {
        return agent()
                ? "Vous seul le relirez : ni votre employeur, ni la délégation, qui lira « prioritaire » et rien d'autre."
                : "Vous et l'agent le relirez ; la délégation lira « prioritaire », et rien d'autre.";
    }

    /** Déplié après une erreur, pour garder sous les yeux ce qui a été choisi. */
    public String getOuvert() {
        return FacesContext.getCurrentInstance().isValidationFailed() ? "open" : null;
    }

    public List<MotifDePriorite> getMotifs() {
        return List.of(MotifDePriorite.values());
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String m) {
        motif = m;
    }
}
