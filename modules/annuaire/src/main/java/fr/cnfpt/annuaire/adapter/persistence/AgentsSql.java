package fr.cnfpt.annuaire.adapter.persistence;

import fr.cnfpt.annuaire.domain.AgentSaisi;
import fr.cnfpt.annuaire.port.Agents;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** L'écriture des agents en une instruction par lot. */
@ApplicationScoped
public class AgentsSql implements Agents {

  @Inject Jdbi jdbi;

  @Override
  public List<Resultat> enregistrer(long collectiviteId, List<AgentSaisi> agents) {
    return jdbi.withHandle(h -> {
      List<Resultat> resultats = h.createQuery("""
          insert into annuaire.agent as a (collectivite_id, matricule, nom, prenom, courriel, metier, service, categorie, cadre_emplois)
          select :c, s.* from unnest(:matricule, :nom, :prenom, :courriel, :metier, :service, :categorie, :cadre) as s
           order by 2
          on conflict (collectivite_id, matricule) do update
             set nom = excluded.nom, prenom = excluded.prenom, courriel = excluded.courriel, metier = excluded.metier,
                 service = excluded.service, categorie = excluded.categorie, cadre_emplois = excluded.cadre_emplois,
                 version = a.version + 1
          returning id, matricule, (xmax = 0) as cree
          """)
          .bind("c", collectiviteId)
          .bind("matricule", colonne(agents, AgentSaisi::matricule)).bind("nom", colonne(agents, AgentSaisi::nom))
          .bind("prenom", colonne(agents, AgentSaisi::prenom)).bind("courriel", colonne(agents, AgentSaisi::courriel))
          .bind("metier", colonne(agents, AgentSaisi::metier)).bind("service", colonne(agents, AgentSaisi::service))
          .bind("categorie", colonne(agents, AgentSaisi::categorie)).bind("cadre", colonne(agents, AgentSaisi::cadreEmplois))
          .mapTo(Resultat.class).list();
      int attendus = (int) agents.stream().filter(a -> a.responsable() != null).count();
      int lies = h.createUpdate("""
          update annuaire.agent a set responsable_id = r.id
            from unnest(:matricule, :responsable) as s(matricule, responsable)
            left join annuaire.agent r on r.collectivite_id = :c and r.matricule = s.responsable
           where a.collectivite_id = :c and a.matricule = s.matricule and (s.responsable is null or r.id is not null)
          """)
          .bind("c", collectiviteId).bind("matricule", colonne(agents, AgentSaisi::matricule))
          .bind("responsable", colonne(agents, AgentSaisi::responsable)).execute();
      if (lies < agents.size()) {
        throw Refus.invalide("responsable-inconnu", "responsable",
            "Sur " + attendus + " responsables nommés, " + (agents.size() - lies) + " ne sont pas des matricules de votre collectivité.");
      }
      return resultats;
    });
  }

  private static String[] colonne(List<AgentSaisi> agents, Function<AgentSaisi, String> champ) {
    return agents.stream().map(champ).toArray(String[]::new);
  }
}
