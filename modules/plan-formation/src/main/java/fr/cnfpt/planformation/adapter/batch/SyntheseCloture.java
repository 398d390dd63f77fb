package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.application.SuivreSynthese;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * La dernière étape : la synthèse est terminée. Une étape, et non une écoute : interrompue avant elle, la reprise la
 * fait.
 */
@Named("syntheseCloture")
@Dependent
public class SyntheseCloture extends AbstractBatchlet {

    @Inject
    @BatchProperty(name = "synthese")
    String synthese;

    @Inject
    SuivreSynthese suivi;

    @Inject
    UtilisateurCourant courant;

    @Override
    public String process() {
        courant.agirComme(Utilisateur.SYSTEME, () -> suivi.terminer(Long.parseLong(synthese)));
        return "TERMINEE";
    }
}
