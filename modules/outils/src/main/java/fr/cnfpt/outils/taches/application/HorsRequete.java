package fr.cnfpt.outils.taches.application;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.RejectedExecutionException;

/** Un travail plus long qu'une requête, mené sur un fil du serveur au nom de qui l'a demandé. */
@ApplicationScoped
public class HorsRequete {

    @Resource
    ManagedExecutorService fils;

    @Inject
    UtilisateurCourant courant;

    /**
     * @param travail tient lui-même son état en base : s'il meurt avec le serveur, personne ne le reprend ici
     * @return faux si le serveur est trop occupé : rien n'a commencé
     */
    public boolean lancer(Runnable travail) {
        Utilisateur qui = courant.get();
        String adresse = courant.adresse();
        try {
            fils.execute(() -> {
                courant.venirDe(adresse);
                try {
                    courant.agirComme(qui, travail);
                } finally {
                    courant.venirDe(null);
                }
            });
            return true;
        } catch (RejectedExecutionException plein) {
            return false;
        }
    }
}
