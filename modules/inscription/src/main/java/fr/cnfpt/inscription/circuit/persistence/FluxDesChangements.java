package fr.cnfpt.inscription.circuit.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.api.Etat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Les changements des demandes d'un employeur, numérotés quand on les lit : aucun n'est manqué, aucun ne vient deux
 * fois.
 */
@ApplicationScoped
public class FluxDesChangements {

    /** Nulle transaction n'écrit une histoire pendant plus longtemps : avant, tout ce qui était à numéroter l'est. */
    static final Duration RECUL = Duration.ofHours(1);

    private static final int LOT = 5_000;

    private static final String VERROU = "hashtextextended('inscription.flux ' || :c, 0)";

    @Inject
    Jdbi jdbi;

    /** @param numero croît d'une lecture à l'autre */
    public record Ligne(
            long numero,
            long bulletinId,
            long sessionId,
            long agentId,
            Etat etat,
            String texte,
            String motif,
            String parNom,
            Instant quand) {}

    /**
     * Dans une transaction.
     *
     * @param portee les demandes que le lecteur voit
     * @param apres le dernier numéro lu, 0 pour commencer
     * @return {@code combien} au plus ; moins s'il n'y en a pas d'autres
     */
    public List<Ligne> lire(long collectiviteId, Portee portee, long apres, int combien, Instant maintenant) {
        return jdbi.withHandle(h -> {
            List<Ligne> lues = numerotees(h, collectiviteId, apres, combien);
            if (lues.size() < combien && numeroter(h, collectiviteId, portee, maintenant) > 0) {
                return numerotees(h, collectiviteId, apres, combien);
            }
            return lues;
        });
    }

    /**
     * Jusqu'à la fin de la transaction, rien de cet employeur ne se numérote : ce qu'elle efface ne peut pas l'être au
     * même instant. Qui lit n'attend pas ; il lira ce qui reste.
     */
    public static void suspendre(Handle h, long collectiviteId) {
        h.createQuery("select true from (select pg_advisory_xact_lock(" + VERROU + ")) v")
                .bind("c", collectiviteId)
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Ligne> numerotees(Handle h, long collectiviteId, long apres, int combien) {
        return h.createQuery("""
        select f.numero, b.id as bulletin_id, b.session_id, b.agent_id, c.etat, c.texte, c.motif, c.par_nom, c.quand
          from inscription.flux f join inscription.changement c on c.id = f.changement_id join inscription.bulletin b on b.id = c.bulletin_id
         where f.collectivite_id = :collectivite and f.numero > :apres order by f.numero limit :combien
        """)
                .bind("collectivite", collectiviteId)
                .bind("apres", apres)
                .bind("combien", combien)
                .mapTo(Ligne.class)
                .list();
    }

    /**
     * Un seul à la fois par employeur : ses numéros se valident dans leur ordre. Un autre le fait déjà : on lira les
     * siens.
     */
    private static int numeroter(Handle h, long collectiviteId, Portee portee, Instant maintenant) {
        boolean mien = h.createQuery("select pg_try_advisory_xact_lock(" + VERROU + ")")
                .bind("c", collectiviteId)
                .mapTo(Boolean.class)
                .one();
        return !mien
                ? 0
                : h.createUpdate("""
        insert into inscription.flux (collectivite_id, changement_id, vu_le)
        select :collectivite, c.id, :vu from inscription.changement c join inscription.bulletin b on b.id = c.bulletin_id
         where c.id > coalesce((select f.changement_id from inscription.flux f where f.collectivite_id = :collectivite and f.vu_le < :recul
                                 order by f.numero desc limit 1), 0)
           and not exists (select 1 from inscription.flux f where f.collectivite_id = :collectivite and f.changement_id = c.id)
           and """ + " " + portee.sql("b.agent_id", "b.collectivite_id", null)
                                + " order by c.id limit " + LOT)
                        .bindMap(portee.valeurs())
                        .bind("collectivite", collectiviteId)
                        .bind("vu", maintenant.atOffset(ZoneOffset.UTC))
                        .bind("recul", maintenant.minus(RECUL).atOffset(ZoneOffset.UTC))
                        .execute();
    }
}
