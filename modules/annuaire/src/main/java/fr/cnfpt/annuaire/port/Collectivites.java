package fr.cnfpt.annuaire.port;

import java.time.Instant;
import java.util.List;

/** La recherche de collectivités, et depuis quand chacune agit en ligne. */
public interface Collectivites {

  /** @param structureId le ressort, ou {@code null} pour toute la France ; recherche et nature vides : toutes */
  Page chercher(Long structureId, String recherche, String nature, int premiere, int combien);

  /** @return faux si les réglages n'étaient plus ceux d'avant : rien n'est alors changé */
  boolean regler(long collectiviteId, boolean preinscriptionAvant, boolean avisAvant, boolean preinscription, boolean avis);

  /** Vrai si elle peut agir en ligne. */
  boolean estOperationnelle(long id);

  /** Elle peut désormais agir en ligne ; sans effet si c'était déjà le cas. */
  void ouvrir(long id, Instant le);

  record Page(List<Ligne> lignes, long total) {}

  record Ligne(long id, String siren, String nom, String nature, String departement, String intercommunalite, Integer population, long agents) {
    public long getId() { return id; }
    public String getSiren() { return siren.substring(0, 3) + " " + siren.substring(3, 6) + " " + siren.substring(6); }
    public String getNom() { return nom; }
    public String getNature() { return nature.equals("EPCI") ? "Intercommunalité" : "Commune"; }
    public String getDepartement() { return departement; }
    public String getIntercommunalite() { return intercommunalite; }
    public Integer getPopulation() { return population; }
    public long getAgents() { return agents; }
  }
}
