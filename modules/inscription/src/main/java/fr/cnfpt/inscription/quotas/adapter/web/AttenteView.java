package fr.cnfpt.inscription.quotas.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.quotas.application.LimiterLAttente;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;

/** Sur la session, côté délégation : jusqu'où va sa liste d'attente. */
@Named("attente")
@RequestScoped
public class AttenteView {

    @Inject
    LimiterLAttente reglage;

    private Integer max;
    private boolean su;

    public Integer getMax() {
        if (!su) {
            setMax(reglage.lire(Requete.identifiant("session")));
        }
        return max;
    }

    public void setMax(Integer v) {
        max = v;
        su = true;
    }

    public boolean isLimitee() {
        return getMax() != null;
    }

    public void regler() {
        long session = Requete.identifiant("session");
        if (Ecran.tenter(() -> {
            reglage.executer(session, max);
            Ecran.succes(
                    max == null
                            ? "La liste d'attente n'a plus de limite."
                            : "La liste d'attente prend " + Texte.pluriel(max, "demande", "demandes")
                                    + " au plus ; les suivantes sont refusées, et disent pourquoi.");
        })) {
            Ecran.aller("/inscription/stagiaires.xhtml", Map.of("session", session));
        }
    }

    /** L'attribut {@code open} du volet : déplié après une erreur, pour garder sous les yeux ce qui a été saisi. */
    public String getOuvert() {
        return FacesContext.getCurrentInstance().isValidationFailed() ? "open" : null;
    }
}
