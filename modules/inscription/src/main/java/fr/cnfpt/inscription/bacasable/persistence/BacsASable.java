package fr.cnfpt.inscription.bacasable.persistence;

import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.persistence.FluxDesChangements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Ce qu'un bac à sable tient, et qui s'efface. */
@ApplicationScoped
public class BacsASable {

    @Inject
    Jdbi jdbi;

    /** La base n'efface l'histoire que de ceux qu'on y a inscrits. */
    public void inscrire(long collectiviteId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.bac_a_sable (collectivite_id, remis_le) values (:c, :le)
        on conflict (collectivite_id) do update set remis_le = excluded.remis_le
        """)
                .bind("c", collectiviteId)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Celles où il a une demande, par numéro. */
    public List<Long> sessions(long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select distinct session_id from inscription.bulletin where collectivite_id = :c order by session_id")
                .bind("c", collectiviteId)
                .mapTo(Long.class)
                .list());
    }

    /** Efface ses demandes de cette session, sauf celles qu'un pointage ou une attestation cite. @return leurs états */
    public List<Etat> oter(long collectiviteId, long sessionId) {
        return jdbi.withHandle(h -> {
            FluxDesChangements.suspendre(h, collectiviteId);
            List<Long> ids = h.createQuery("""
            select id from inscription.bulletin where collectivite_id = :c and session_id = :s and etat not in ('PRESENTE', 'ABSENTE', 'ATTESTEE')
            """)
                    .bind("c", collectiviteId)
                    .bind("s", sessionId)
                    .mapTo(Long.class)
                    .list();
            Long[] tous = ids.toArray(Long[]::new);
            h.createUpdate(
                            "delete from inscription.flux where changement_id in (select id from inscription.changement where bulletin_id = any(:ids))")
                    .bind("ids", tous)
                    .execute();
            h.createUpdate("delete from inscription.changement where bulletin_id = any(:ids)")
                    .bind("ids", tous)
                    .execute();
            return h.createQuery("delete from inscription.bulletin where id = any(:ids) returning etat")
                    .bind("ids", tous)
                    .mapTo(Etat.class)
                    .list();
        });
    }

    public int oterLesAbonnements(long collectiviteId) {
        return jdbi.withHandle(h -> h.createUpdate("delete from inscription.abonnement where collectivite_id = :c")
                .bind("c", collectiviteId)
                .execute());
    }
}
