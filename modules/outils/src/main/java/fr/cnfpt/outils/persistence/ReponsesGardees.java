package fr.cnfpt.outils.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Les réponses gardées. La clé primaire arrête un double : il attend que le premier soit validé ou défait, et ne
 * s'écrit que s'il l'a été.
 */
@ApplicationScoped
public class ReponsesGardees {

    @Inject
    Jdbi jdbi;

    public record Gardee(long compte, String cle, String empreinte, String reponse) {}

    public Optional<Gardee> lire(long compte, String cle) {
        return jdbi.withHandle(h -> h.createQuery("""
        select compte_id as compte, cle, empreinte, reponse from outils.reponse_gardee where compte_id = :compte and cle = :cle
        """)
                .bind("compte", compte)
                .bind("cle", cle)
                .mapTo(Gardee.class)
                .findOne());
    }

    /** @return faux si l'une de ces clés a déjà servi : l'acte est à défaire */
    public boolean garder(List<Gardee> reponses, Instant maintenant) {
        return jdbi.withHandle(h -> h.createUpdate("""
        insert into outils.reponse_gardee (compte_id, cle, empreinte, reponse, cree_le)
        select r.compte_id, r.cle, r.empreinte, r.reponse, :maintenant
          from unnest(cast(:comptes as bigint[]), cast(:cles as text[]), cast(:empreintes as text[]), cast(:reponses as text[])) as r(compte_id, cle, empreinte, reponse)
         order by r.compte_id, r.cle
        on conflict do nothing
        """)
                        .bind("comptes", reponses.stream().map(Gardee::compte).toArray(Long[]::new))
                        .bind("cles", reponses.stream().map(Gardee::cle).toArray(String[]::new))
                        .bind(
                                "empreintes",
                                reponses.stream().map(Gardee::empreinte).toArray(String[]::new))
                        .bind("reponses", reponses.stream().map(Gardee::reponse).toArray(String[]::new))
                        .bind("maintenant", maintenant)
                        .execute())
                == reponses.size();
    }

    public void oublier(Instant avant) {
        jdbi.useHandle(h -> h.createUpdate("delete from outils.reponse_gardee where cree_le < :avant")
                .bind("avant", avant)
                .execute());
    }
}
