package fr.cnfpt.inscription.selection.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.selection.application.LireLaSelection;
import fr.cnfpt.inscription.selection.application.LireLaSelection.Rang;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Sur un bulletin, le rang que la sélection lui a donné et la phrase qui l'explique. */
@Named("rangDeSelection")
@RequestScoped
public class RangDeSelectionView {

    @Inject
    LireLaSelection lecture;

    private Rang rang;

    @PostConstruct
    void lire() {
        try {
            rang = lecture.executer(Requete.identifiant("id")).orElse(null);
        } catch (Refus r) {
            rang = null;
        }
    }

    public boolean isMontre() {
        return rang != null;
    }

    public Rang getRang() {
        return rang;
    }

    public String getDecideeLe() {
        return Texte.moment(rang.decideeLe());
    }
}
