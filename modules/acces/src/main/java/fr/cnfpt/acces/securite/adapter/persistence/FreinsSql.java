package fr.cnfpt.acces.securite.adapter.persistence;

import fr.cnfpt.acces.api.RegleAcces;
import fr.cnfpt.acces.api.ReglesDAcces;
import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.acces.securite.port.Freins;
import fr.cnfpt.acces.securite.port.Oublis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Ce qui ralentit qui devine : les essais en une instruction chacun, les règles datées, la file des oublis. */
@ApplicationScoped
public class FreinsSql implements Freins, ReglesDAcces, Oublis {

    @Inject
    Jdbi jdbi;

    @Override
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

    @Override
    public void rendre(Frein frein, String cle) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update acces.frein set essais = greatest(essais - 1, 0) where genre = :g and cle = :c")
                .bind("g", frein.name())
                .bind("c", cle)
                .execute());
    }

    @Override
    public void purger(Instant avant) {
        jdbi.useHandle(h -> h.createUpdate("delete from acces.frein where debut < :a")
                .bind("a", avant.atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public int valeur(RegleAcces regle, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(
                                "select valeur from acces.regle_acces where code = :c and du <= :j and (au is null or au >= :j)")
                        .bind("c", regle.name())
                        .bind("j", jour)
                        .mapTo(Integer.class)
                        .findOne())
                .orElseThrow(() -> new IllegalStateException("Aucune règle d'accès " + regle + " au " + jour));
    }

    @Override
    public void deposer(String saisi) {
        jdbi.useHandle(h -> h.createUpdate("insert into acces.oubli (saisi) values (:s)")
                .bind("s", saisi)
                .execute());
    }

    @Override
    public List<String> prendre(int combien) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        delete from acces.oubli where id in (select id from acces.oubli order by id limit :n for update skip locked) returning saisi
        """).bind("n", combien).mapTo(String.class).list());
    }
}
