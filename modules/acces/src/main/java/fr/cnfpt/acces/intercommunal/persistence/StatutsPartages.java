package fr.cnfpt.acces.intercommunal.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Ce que les employeurs ont déclaré de leurs agents intercommunaux. Rien ne s'efface : un retrait est une date. */
@ApplicationScoped
public class StatutsPartages {

    /** Une déclaration qui court. */
    public record Declaration(
            long id, long agentId, long avecId, String avec, String siren, Instant declareLe, String par) {}

    @Inject
    Jdbi jdbi;

    public List<Declaration> de(long agentId) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select s.id, s.agent_id, s.avec_id, c.nom as avec, c.siren, s.declare_le, k.nom as par
          from acces.statut_partage s join annuaire.collectivite_publiee c on c.id = s.avec_id
          left join acces.compte k on k.id = s.par_compte
         where s.agent_id = :a and s.retire_le is null order by c.tri, c.id
        """).bind("a", agentId).mapTo(Declaration.class).list());
    }

    /** @return vide si elle court déjà */
    public Optional<Long> declarer(long agentId, long collectiviteId, long avecId, long parCompte, Instant quand) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into acces.statut_partage (agent_id, collectivite_id, avec_id, par_compte, declare_le) values (:a, :c, :avec, :par, :quand)
        on conflict do nothing returning id
        """)
                .bind("a", agentId)
                .bind("c", collectiviteId)
                .bind("avec", avecId)
                .bind("par", parCompte)
                .bind("quand", quand)
                .mapTo(Long.class)
                .findOne());
    }

    public void retirer(long id, Instant quand) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update acces.statut_partage set retire_le = greatest(declare_le, :quand) where id = :id and retire_le is null")
                .bind("quand", quand)
                .bind("id", id)
                .execute());
    }
}
