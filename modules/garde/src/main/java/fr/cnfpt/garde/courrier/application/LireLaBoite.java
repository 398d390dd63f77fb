package fr.cnfpt.garde.courrier.application;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.garde.courrier.persistence.BoiteDEnvoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Les courriers déposés, lus par quiconque : dans la démonstration seule, où personne n'est réel. Ailleurs, cela
 * n'existe pas.
 */
@ApplicationScoped
@Transactional
public class LireLaBoite {

    private static final int MONTRES = 50;

    @Inject
    BoiteDEnvoi boite;

    /** @throws Refus introuvable, hors de la démonstration */
    public List<BoiteDEnvoi.Courrier> derniers() {
        if (!Parametres.vrai("iel.demo")) {
            throw Refus.introuvable("page-inconnue", "Cette page n'existe pas.");
        }
        return boite.derniers(MONTRES);
    }
}
