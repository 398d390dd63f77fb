package fr.cnfpt.acces.adhesion.application;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.comptes.application.EnvoyerLesLiens;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Lettre;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.OuvrirUneCollectivite;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * Ce qui suit la dernière des deux, activation ou validation : la collectivité peut agir, et son gestionnaire le sait.
 */
@ApplicationScoped
public class RendreOperationnelle {

    @Inject
    OuvrirUneCollectivite ouverture;

    @Inject
    Annuaire annuaire;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    Journal journal;

    public void executer(Adhesion adhesion, Compte gestionnaire, Instant quand) {
        String nom =
                annuaire.collectivite(adhesion.collectiviteId()).orElseThrow().nom();
        ouverture.ouvrir(adhesion.collectiviteId(), quand);
        envois.envoyer(
                gestionnaire, Lettre.ouverture(gestionnaire.nom(), nom, Parametres.adresse() + "/connexion.xhtml"));
        journal.noter(
                "collectivite-operationnelle",
                "collectivité " + adhesion.collectiviteId(),
                nom + " peut agir en ligne",
                adhesion.collectiviteId());
    }
}
