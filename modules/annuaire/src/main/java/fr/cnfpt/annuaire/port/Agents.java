package fr.cnfpt.annuaire.port;

import fr.cnfpt.annuaire.domain.AgentSaisi;
import java.util.List;

/** L'écriture des agents, par lots. */
public interface Agents {

  /**
   * Crée ou rectifie, par matricule, en une instruction ; le N+1 est désigné par son matricule.
   *
   * @return pour chaque matricule, vrai s'il a été créé
   */
  List<Resultat> enregistrer(long collectiviteId, List<AgentSaisi> agents);

  record Resultat(long id, String matricule, boolean cree) {}
}
