package fr.cnfpt.annuaire.collectivites.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.EnCoursDansLeCircuit;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;

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
    EnCoursDansLeCircuit enCours;

    @Inject
    Journal journal;

    public CollectiviteInfo lire() {
        return annuaire.collectivite(courant.get().collectivite()).orElseThrow();
    }

    public Circuit circuit() {
        long id = courant.get().collectivite();
        return annuaire.circuits(List.of(id)).get(id);
    }

    /** Qui le circuit enregistré touche aujourd'hui. */
    public EnCoursDansLeCircuit.Compte enCours() {
        return enCours.combien(courant.get().collectivite(), circuit().attenteJours());
    }

    /**
     * @param avant ce que l'on a lu avant de choisir
     * @throws Refus conflit si quelqu'un d'autre l'a changé depuis
     */
    public void regler(Circuit avant, Circuit voulu) {
        long id = courant.get().collectivite();
        if (!collectivites.regler(id, avant, voulu)) {
            throw Refus.conflit(
                    "reglage-change",
                    "Quelqu'un d'autre vient de changer ces réglages : les voici tels qu'ils sont. Choisissez de nouveau si besoin.");
        }
        if (voulu.preinscription() != avant.preinscription()) {
            journal.noter(
                    "reglage-preinscription",
                    "collectivité " + lire().siren(),
                    "Préinscription " + (voulu.preinscription() ? "ouverte aux agents" : "fermée"),
                    id);
        }
        if (voulu.avis() != avant.avis()) {
            journal.noter(
                    "reglage-avis",
                    "collectivité " + lire().siren(),
                    "Avis du responsable " + (voulu.avis() ? "demandé" : "non demandé"),
                    id);
        }
        if (voulu.pourSoi() != avant.pourSoi()) {
            journal.noter(
                    "reglage-validation-de-soi",
                    "collectivité " + lire().siren(),
                    "Une gestionnaire seule " + (voulu.pourSoi() ? "peut" : "ne peut plus")
                            + " valider sa propre demande",
                    id);
        }
        if (voulu.rappelJours() != avant.rappelJours() || !Objects.equals(voulu.attenteJours(), avant.attenteJours())) {
            journal.noter(
                    "reglage-delais",
                    "collectivité " + lire().siren(),
                    "Une demande sans réponse est rappelée tous les " + voulu.rappelJours()
                            + " jours ; l'avis du responsable "
                            + (voulu.attenteJours() == null
                                    ? "est toujours attendu"
                                    : "n'est plus attendu après " + voulu.attenteJours() + " jours"),
                    id);
        }
    }
}
