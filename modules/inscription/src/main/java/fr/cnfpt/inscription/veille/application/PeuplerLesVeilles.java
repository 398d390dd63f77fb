package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.inscription.veille.persistence.RecherchesGardees;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.function.Consumer;

/** Quelques recherches gardées, pour la démonstration. */
@ApplicationScoped
@Autorise({})
public class PeuplerLesVeilles implements Peuplement {

    @Inject
    RecherchesGardees recherches;

    @Inject
    Acteurs acteurs;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 51;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        garder("agent", "Tableur, avec une place", "q=excel&places=1", true);
        garder("agent", "À distance", "modalite=WEBINAIRE&modalite=E_FORMATION", false);
        garder("responsable", "Encadrer une équipe", "q=management", true);
        garder("rh", "État civil dans le Nord", "q=%C3%A9tat+civil&departement=59", true);
        garder("rh", "Marchés publics", "q=march%C3%A9s", false);
    }

    private void garder(String identifiant, String nom, String question, boolean alerte) {
        acteurs.compte(identifiant)
                .ifPresent(c -> recherches.garder(
                        c.id(), c.collectiviteId(), nom, question, alerte, Secret.aleatoire(), horloge.maintenant()));
    }
}
