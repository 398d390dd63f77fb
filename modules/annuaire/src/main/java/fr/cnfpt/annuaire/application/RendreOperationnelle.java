package fr.cnfpt.annuaire.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Journal;
import fr.cnfpt.annuaire.domain.Adhesion;
import fr.cnfpt.annuaire.domain.Compte;
import fr.cnfpt.annuaire.domain.Lettre;
import fr.cnfpt.annuaire.port.Collectivites;
import fr.cnfpt.commun.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Ce qui suit la dernière des deux, activation ou validation : la collectivité peut agir, et son gestionnaire le sait. */
@ApplicationScoped
public class RendreOperationnelle {

  @Inject Collectivites collectivites;
  @Inject Annuaire annuaire;
  @Inject EnvoyerLesLiens envois;
  @Inject Journal journal;

  void executer(Adhesion adhesion, Compte gestionnaire, Instant quand) {
    String nom = annuaire.collectivite(adhesion.collectiviteId()).orElseThrow().nom();
    collectivites.ouvrir(adhesion.collectiviteId(), quand);
    envois.envoyer(gestionnaire, Lettre.ouverture(gestionnaire.nom(), nom, Parametres.adresse() + "/connexion.xhtml"));
    journal.noter("collectivite-operationnelle", "collectivité " + adhesion.collectiviteId(), nom + " peut agir en ligne", adhesion.collectiviteId());
  }
}
