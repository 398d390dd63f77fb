package fr.cnfpt.annuaire.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Les agents de sa collectivité, et d'elle seule. */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
public class ConsulterAgents {

  @Inject UtilisateurCourant courant;
  @Inject Annuaire annuaire;

  public List<AgentInfo> chercher(String recherche, int limite) { return annuaire.chercherAgents(courant.get().collectivite(), recherche, limite); }

  public CollectiviteInfo collectivite() { return annuaire.collectivite(courant.get().collectivite()).orElseThrow(); }
}
