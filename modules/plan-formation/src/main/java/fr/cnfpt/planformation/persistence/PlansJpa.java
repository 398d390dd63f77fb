package fr.cnfpt.planformation.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les plans dans PostgreSQL : l'agrégat par JPA, le regroupement en une requête. */
@ApplicationScoped
public class PlansJpa implements Plans {

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public Optional<Plan> de(long collectiviteId, int annee) {
        return requete(collectiviteId, annee).getResultStream().findFirst();
    }

    @Override
    public Optional<Plan> pourModifier(long collectiviteId, int annee) {
        return requete(collectiviteId, annee)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<Plan> requete(long collectiviteId, int annee) {
        return em.createQuery("select p from Plan p where p.collectiviteId = :c and p.annee = :a", Plan.class)
                .setParameter("c", collectiviteId)
                .setParameter("a", annee);
    }

    @Override
    public void ajouter(Plan plan) {
        em.persist(plan);
        try {
            em.flush();
        } catch (PersistenceException e) {
            if (String.valueOf(e.getMessage()).contains("uq_plan_par_collectivite_et_annee")) {
                throw Refus.conflit(
                        "plan-deja-ouvert", "Ce plan vient d'être ouvert par quelqu'un d'autre : rouvrez la page.");
            }
            throw e;
        }
    }

    @Override
    public boolean existe(int annee) {
        return jdbi.withHandle(h -> h.createQuery("select exists (select 1 from plan_formation.plan where annee = :a)")
                .bind("a", annee)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public long transmis(int annee, Portee portee) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*) from plan_formation.plan where annee = :a and etat = 'TRANSMIS' and"
                                + portee.sql(null, "collectivite_id", "structure_id"))
                        .bind("a", annee)
                        .bindMap(portee.valeurs())
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public List<BesoinRegroupe> regrouper(int annee, Collection<Long> collectivites) {
        return jdbi.withHandle(h -> h.createQuery("""
        select b.theme, coalesce(sum(b.effectif) filter (where b.ferme), 0)::int as fermes,
               coalesce(sum(b.effectif) filter (where not b.ferme), 0)::int as indicatifs, count(distinct p.collectivite_id)::int as collectivites
          from plan_formation.plan p join plan_formation.besoin b on b.plan_id = p.id
         where p.annee = :a and p.etat = 'TRANSMIS' and p.collectivite_id = any(:c)
         group by b.theme order by b.theme
        """)
                .bind("a", annee)
                .bind("c", collectivites.toArray(Long[]::new))
                .mapTo(BesoinRegroupe.class)
                .list());
    }
}
