package fr.cnfpt.outils.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/**
 * Les réponses gardées. Une clé se prend par un verrou consultatif, rendu à la fin de la transaction : qui arrive
 * pendant ce temps n'attend pas, il apprend qu'elle sert. Si la première a fini entre le verrou et la lecture, la clé
 * primaire arrête la seconde à l'écriture et rien d'elle ne reste.
 */
@ApplicationScoped
public class ReponsesGardees {

    @Inject
    Jdbi jdbi;

    /** {@code empreinte} et {@code reponse} nulles : clé neuve. */
    public record Gardee(boolean libre, String empreinte, String reponse) {}

    public Gardee prendre(long compte, String cle) {
        return jdbi.withHandle(h -> h.createQuery("""
        select v.libre, r.empreinte, r.reponse
          from (select pg_try_advisory_xact_lock(hashtextextended(:cle, :compte)) as libre) as v
          left join outils.reponse_gardee r on r.compte_id = :compte and r.cle = :cle
        """)
                .bind("compte", compte)
                .bind("cle", cle)
                .mapTo(Gardee.class)
                .one());
    }

    /** @return faux si un autre l'a gardée entre-temps : l'acte est à défaire */
    public boolean garder(long compte, String cle, String empreinte, String reponse, Instant maintenant) {
        return jdbi.withHandle(h -> h.createUpdate("""
        insert into outils.reponse_gardee (compte_id, cle, empreinte, reponse, cree_le)
        values (:compte, :cle, :empreinte, :reponse, :maintenant) on conflict do nothing
        """)
                        .bind("compte", compte)
                        .bind("cle", cle)
                        .bind("empreinte", empreinte)
                        .bind("reponse", reponse)
                        .bind("maintenant", maintenant)
                        .execute())
                == 1;
    }

    public void oublier(Instant avant) {
        jdbi.useHandle(h -> h.createUpdate("delete from outils.reponse_gardee where cree_le < :avant")
                .bind("avant", avant)
                .execute());
    }
}
