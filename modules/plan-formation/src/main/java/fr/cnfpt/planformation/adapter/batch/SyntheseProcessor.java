package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.application.RegrouperBesoins;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Réunit les besoins transmis d'un périmètre. */
@Named("syntheseProcessor")
@Dependent
public class SyntheseProcessor implements ItemProcessor {

    @Inject
    RegrouperBesoins regrouper;

    @Inject
    UtilisateurCourant courant;

    @Override
    public Object processItem(Object item) {
        PerimetreATraiter p = (PerimetreATraiter) item;
        return courant.agirComme(Utilisateur.SYSTEME, () -> p.avec(regrouper.de(p.perimetre(), p.annee())));
    }
}
