package fr.cnfpt.garde.conservation.adapter.persistence;

import fr.cnfpt.garde.conservation.port.Conservation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Les durées et les purges, une instruction par purge : ce qu'on compte à l'essai est exactement ce qu'on efface
 * ensuite.
 */
@ApplicationScoped
public class ConservationSql implements Conservation {

    /** Par code, la table et ce qui y a fait son temps. */
    private static final Map<String, String> PURGES = new LinkedHashMap<>();

    static {
        PURGES.put("EVENEMENT_SECURITE", "annuaire.evenement_securite x where x.le < :avant");
        PURGES.put("COURRIER", "annuaire.courrier x where coalesce(x.parti_le, x.abandonne_le, x.depose_le) < :avant");
        PURGES.put("LIEN", "annuaire.lien x where coalesce(x.servi_le, x.retire_le, x.expire_le) < :avant");
        PURGES.put("JETON", "annuaire.jeton x where coalesce(x.revoque_le, x.expire_le) < :avant");
        PURGES.put("FREIN", "annuaire.frein x where x.debut < :avant");
        PURGES.put("COMPTE_JAMAIS_ACTIVE", """
        annuaire.compte x where x.cree_le < :avant and x.empreinte is null and x.role <> 'PARTENAIRE' and x.identifiant not like 'efface-%'
           and not exists (select 1 from annuaire.adhesion a where a.compte_id = x.id) and not exists (select 1 from annuaire.jeton j where j.compte_id = x.id)
           and not exists (select 1 from annuaire.identite_externe i where i.compte_id = x.id)
           and not exists (select 1 from annuaire.lien l where l.compte_id = x.id and l.servi_le is null and l.retire_le is null and l.expire_le > now())""");
        PURGES.put("DEMANDE", "annuaire.demande x where x.repondue_le < :avant");
    }

    @Inject
    Jdbi jdbi;

    public record Compte(String code, long combien) {}

    @Override
    public List<Duree> durees(LocalDate aPartirDu) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select code, jours, du, au, texte, source from annuaire.duree_conservation where coalesce(au, 'infinity'::date) > :jour order by code, du
        """).bind("jour", aPartirDu).mapTo(Duree.class).list());
    }

    @Override
    public List<String> purges() {
        return List.copyOf(PURGES.keySet());
    }

    @Override
    public long compter(String code, Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from " + PURGES.get(code))
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }

    @Override
    public long purger(String code, Instant avant) {
        String sql = code.equals("COMPTE_JAMAIS_ACTIVE")
                ? "with vises as materialized (select x.id from " + PURGES.get(code)
                        + "), l as (delete from annuaire.lien where compte_id in (select id from vises)) delete from annuaire.compte where id in (select id from vises)"
                : "delete from " + PURGES.get(code);
        return jdbi.withHandle(h -> h.createUpdate(sql)
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public Optional<Long> ouvrir(String par, Instant le) {
        return jdbi.withHandle(h -> h.createQuery(
                        "insert into annuaire.passage_conservation (lance_par, lance_le) values (:p, :le) on conflict do nothing returning id")
                .bind("p", par)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .findOne());
    }

    @Override
    public void porter(long passageId, long executionId) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.passage_conservation set execution_id = greatest(coalesce(execution_id, 0), :e) where id = :id")
                .bind("e", executionId)
                .bind("id", passageId)
                .execute());
    }

    @Override
    public void noter(long passageId, String code, long combien) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into annuaire.passage_compte as c (passage_id, code, combien) values (:p, :c, :n)
        on conflict (passage_id, code) do update set combien = c.combien + excluded.combien
        """)
                .bind("p", passageId)
                .bind("c", code)
                .bind("n", combien)
                .execute());
    }

    @Override
    public void finir(long passageId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.passage_conservation set fini_le = :le where id = :id and fini_le is null")
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", passageId)
                .execute());
    }

    @Override
    public Optional<Passage> dernier() {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id, lance_par, lance_le, execution_id, fini_le from annuaire.passage_conservation order by id desc limit 1")
                .mapTo(Passage.class)
                .findOne());
    }

    @Override
    public Map<String, Long> comptes(long passageId) {
        Map<String, Long> n = new LinkedHashMap<>();
        jdbi.useHandle(h -> h.createQuery(
                        "select code, combien from annuaire.passage_compte where passage_id = :p order by code")
                .bind("p", passageId)
                .mapTo(Compte.class)
                .forEach(c -> n.put(c.code(), c.combien())));
        return n;
    }
}
