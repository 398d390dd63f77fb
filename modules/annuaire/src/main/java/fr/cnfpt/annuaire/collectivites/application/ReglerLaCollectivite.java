package fr.cnfpt.annuaire.collectivites.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Le circuit que la collectivité choisit (source 001) : la préinscription par l'agent, l'avis du N+1. */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class ReglerLaCollectivite {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    Collectivites collectivites;

    @Inject
    Journal journal;

    public CollectiviteInfo lire() {
        return annuaire.collectivite(courant.get().collectivite()).orElseThrow();
    }

    /**
     * @param preinscriptionAvant ce que l'on a lu avant de choisir, comme {@code avisAvant}
     * @throws Refus conflit si quelqu'un d'autre l'a changé depuis
     */
    public void regler(
            boolean preinscriptionAvant, boolean avisAvant, boolean preinscription, boolean avisHierarchique) {
        long id = courant.get().collectivite();
        if (!collectivites.regler(id, preinscriptionAvant, avisAvant, preinscription, avisHierarchique)) {
            throw Refus.conflit(
                    "reglage-change",
                    "Quelqu'un d'autre vient de changer ces réglages : les voici tels qu'ils sont. Choisissez de nouveau si besoin.");
        }
        if (preinscription != preinscriptionAvant) {
            journal.noter(
                    "reglage-preinscription",
                    "collectivité " + lire().siren(),
                    "Préinscription " + (preinscription ? "ouverte aux agents" : "fermée"),
                    id);
        }
        if (avisHierarchique != avisAvant) {
            journal.noter(
                    "reglage-avis",
                    "collectivité " + lire().siren(),
                    "Avis du responsable " + (avisHierarchique ? "demandé" : "non demandé"),
                    id);
        }
    }
}
