package fr.cnfpt.acces.securite.persistence;

import fr.cnfpt.acces.securite.domain.Frein;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/** Les essais, comptés ensemble par tous les serveurs, en une instruction chacun. */
@ApplicationScoped
public class Freins {

    @Inject
    Jdbi jdbi;

    /**
     * Compte un essai ; la fenêtre qui a commencé avant {@code depuis} est finie. @return le nombre d'essais de la
     * fenêtre, celui-ci compris
     */
    public int compter(Frein frein, String cle, Instant maintenant, Instant depuis) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into acces.frein as f (genre, cle, debut, essais) values (:g, :c, :m, 1)
        on conflict (genre, cle) do update set essais = case when f.debut < :d then 1 else f.essais + 1 end,
                                               debut = case when f.debut < :d then excluded.debut else f.debut end
        returning essais
        """)
                .bind("g", frein.name())
                .bind("c", cle)
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .bind("d", depuis.atOffset(ZoneOffset.UTC))
                .mapTo(Integer.class)
                .one());
    }

    /** @return ce que la fenêtre qui court a compté */
    public int lire(Frein frein, String cle, Instant depuis) {
        return jdbi.withHandle(h -> h.createQuery(
                                "select essais from acces.frein where genre = :g and cle = :c and debut >= :d")
                        .bind("g", frein.name())
                        .bind("c", cle)
                        .bind("d", depuis.atOffset(ZoneOffset.UTC))
                        .mapTo(Integer.class)
                        .findOne())
                .orElse(0);
    }

    public void purger(Instant avant) {
        jdbi.useHandle(h -> h.createUpdate("delete from acces.frein where debut < :a")
                .bind("a", avant.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
