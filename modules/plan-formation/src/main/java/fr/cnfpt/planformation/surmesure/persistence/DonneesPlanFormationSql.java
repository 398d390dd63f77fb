package fr.cnfpt.planformation.surmesure.persistence;

import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Ce que le plan de formation tient d'un agent : les demandes sur mesure où son employeur l'a nommé. */
@ApplicationScoped
public class DonneesPlanFormationSql extends DonneesEnBase {

    private static final Map<Rubrique, String> LECTURES = Map.of(
            Rubrique.vide(
                    "Formations demandées pour vous",
                    "Vous inscrire à la session que votre employeur a demandée sur mesure.",
                    "AGENT_PARTI",
                    "Vous, le service formation de votre employeur, et la délégation du CNFPT une fois la demande envoyée. Les autres employeurs d'une union, non.",
                    "Supprimées ; le nom de qui vous a nommé, s'il est agent, est ôté.",
                    "plan_formation.demande_agent"),
            """
      select n.demande_id as "Demande", d.intitule as "Formation", n.collectivite_id as "Employeur", n.nomme_le as "Nommé le", n.par_nom as "Par", n.par_role as "Rôle", n.bulletin_id as "Bulletin", n.dit as "Ce qu’il en est"
        from plan_formation.demande_agent n join plan_formation.demande d on d.id = n.demande_id
       where n.agent_id = :agent or n.par_compte = any(:comptes) order by n.id
      """);

    public DonneesPlanFormationSql() {
        super(45, LECTURES);
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select max(nomme_le)::date from plan_formation.demande_agent where agent_id = :agent having count(*) > 0")
                .bind("agent", s.agentId())
                .mapTo(LocalDate.class)
                .findOne());
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(h -> {
            h.createUpdate("delete from plan_formation.demande_agent where agent_id = :agent")
                    .bind("agent", s.agentId())
                    .execute();
            h.createUpdate(
                            "update plan_formation.demande_agent set par_nom = :p where par_compte = any(:c) and par_nom <> :p")
                    .bind("p", s.pseudonyme())
                    .bind("c", s.tableauDesComptes())
                    .execute();
        });
    }
}
