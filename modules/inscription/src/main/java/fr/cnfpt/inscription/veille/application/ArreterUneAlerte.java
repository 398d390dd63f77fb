package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import fr.cnfpt.inscription.veille.persistence.RecherchesGardees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Depuis le courriel, sans se connecter : qui tient le jeton arrête l'alerte, et n'apprend que le nom de la recherche.
 */
@ApplicationScoped
@Transactional
public class ArreterUneAlerte {

    @Inject
    UtilisateurCourant courant;

    @Inject
    RecherchesGardees recherches;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public Optional<RechercheGardee> lire(String jeton) {
        return recherches.parJeton(jeton);
    }

    /** @return la recherche, dont plus rien ne s'annonce ; vide si ce jeton n'est d'aucune */
    public Optional<RechercheGardee> executer(String jeton) {
        Optional<RechercheGardee> r = recherches.parJeton(jeton);
        r.filter(RechercheGardee::alerte).ifPresent(a -> {
            recherches.alerter(a.id(), false, horloge.maintenant());
            courant.agirComme(
                    Utilisateur.VISITEUR,
                    () -> journal.noter("alerte-arretee", "recherche " + a.id(), "Par le lien du courriel", null));
        });
        return r;
    }
}
