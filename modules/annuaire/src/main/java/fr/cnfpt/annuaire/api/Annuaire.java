package fr.cnfpt.annuaire.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ce que l'annuaire dit aux autres modules. Lecture seule, sans contrôle de portée : c'est l'appelant qui sait pour qui il demande. */
public interface Annuaire {

  Optional<CollectiviteInfo> collectivite(long id);

  /** @return les collectivités, par identifiant ; les inconnues manquent */
  Map<Long, CollectiviteInfo> collectivites(Collection<Long> ids);

  /** Les collectivités membres de ces intercommunalités, et celles-ci mêmes ; une collectivité close, tant qu'elle a des agents. */
  List<CollectiviteInfo> collectivitesDesEpci(Collection<String> sirensEpci);

  /** @return les agents, par identifiant ; les inconnus manquent */
  Map<Long, AgentInfo> agents(Collection<Long> ids);

  /** Les agents de cette collectivité parmi ces identifiants, en une lecture : le chemin d'une inscription. */
  List<AgentInfo> agentsDe(long collectiviteId, Collection<Long> ids);

  /** Les agents de cette collectivité parmi ces matricules. */
  List<AgentInfo> agentsParMatricule(long collectiviteId, Collection<String> matricules);

  /** Tous les agents d'une collectivité, par nom, que la recherche retient (vide : tous), au plus {@code limite}. */
  List<AgentInfo> chercherAgents(long collectiviteId, String recherche, int limite);

  /** Les agents dont cet agent est le N+1, et ceux dont il remplace aujourd'hui le N+1 ; jamais lui-même. */
  List<AgentInfo> equipeDe(long agentId);

  /** La structure, même fermée depuis : un acte passé garde le nom de qui l'a fait. */
  Optional<StructureInfo> structure(long id);

  /** Les délégations et les instituts en vigueur aujourd'hui : qui organise, qui instruit. */
  List<StructureInfo> structures();

  /** Les intercommunalités d'une région, par population décroissante. */
  List<TerritoireInfo> territoiresDeRegion(String region);

  Map<String, TerritoireInfo> territoires(Collection<String> sirens);

  /** Les collectivités de la démonstration, par nom. */
  List<CollectiviteInfo> collectivitesDeDemonstration();

  /** Le compte de démonstration d'un rôle, pour que les modules lui attribuent ses sessions et ses messages. */
  Optional<CompteInfo> compte(String identifiant);

  /** Les formateurs d'une structure. */
  List<CompteInfo> formateurs(long structureId);
}
