package fr.cnfpt.annuaire.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les successions, suivies de proche en proche, et les branches, par leur chemin. */
@ApplicationScoped
public class PorteesSql implements Portees, Portee.Successions {

    /** Jusqu'à celle qui est en vigueur, puis toutes celles qu'elle a remplacées, celle-là d'abord. */
    private static final String STRUCTURES = """
      with recursive suite as (
        select id, successeur_id, 0 as pas from annuaire.structure where id = :id
        union all
        select s.id, s.successeur_id, suite.pas + 1 from suite join annuaire.structure s on s.id = suite.successeur_id
      ), siennes as (
        select id, 0 as pas from suite where successeur_id is null
        union all
        select s.id, siennes.pas + 1 from siennes join annuaire.structure s on s.successeur_id = siennes.id
      )
      select id from siennes order by pas, id
      """;

    private static final String COLLECTIVITES = """
      with recursive siennes as (
        select cast(:id as bigint) as id
        union
        select c.id from siennes join annuaire.collectivite c on c.successeur_id = siennes.id
      )
      select id from siennes
      """;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Jdbi jdbi;

    @Override
    public Portee courante() {
        return courant.retenir(Portee.class, () -> Portee.de(courant.get(), this));
    }

    @Override
    public Portee deLaStructure(long structureId) {
        return Portee.deLaStructure(structureId, this);
    }

    @Override
    public List<Long> structures(long id) {
        return suite(STRUCTURES, id);
    }

    @Override
    public List<Long> collectivites(long id) {
        return suite(COLLECTIVITES, id);
    }

    @Override
    public List<Long> agents(long collectiviteId, String branche) {
        return jdbi.withHandle(h -> h.createQuery("""
                select id from annuaire.agent where collectivite_id = :c and (service = :b or starts_with(service, :b || ' > '))
                """)
                .bind("c", collectiviteId)
                .bind("b", branche)
                .mapTo(Long.class)
                .list());
    }

    private List<Long> suite(String sql, long id) {
        return jdbi.withHandle(
                h -> h.createQuery(sql).bind("id", id).mapTo(Long.class).list());
    }
}
