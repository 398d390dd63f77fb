package fr.cnfpt.acces.mutualisation.persistence;

import fr.cnfpt.acces.api.Mutualisation.Mandant;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Qui a confié ses inscriptions à qui, et de quand à quand ; une contrainte d'exclusion en garde un seul à la fois par
 * collectivité.
 */
@ApplicationScoped
public class Rattachements {

    public record Ligne(
            long id,
            long collectiviteId,
            String collectivite,
            long gestionnaireId,
            String gestionnaire,
            LocalDate debut,
            LocalDate fin,
            String motif) {}

    /** Un employeur clos, qui lui succède, et pourquoi. */
    public record Succession(long collectiviteId, long successeurId, String motif) {}

    /** Une collectivité confiée à un employeur clos ({@code de}), que son successeur ({@code vers}) reprend. */
    public record Reprise(String departement, String siren, String nom, String de, String vers) {}

    private static final String MANDANT = """
      select c.id, c.siren, c.nom, c.departement, c.population, c.id = k.collectivite_id as propre
        from acces.compte k
       cross join lateral (select k.collectivite_id as id
                     union select r.collectivite_id from acces.rattachement r
                            where r.gestionnaire_id = k.collectivite_id and :jour >= r.debut and (r.fin is null or :jour < r.fin)) siennes
        join annuaire.collectivite_publiee c on c.id = siennes.id
       where k.id = :compte and k.role in ('GESTIONNAIRE_RH', 'PARTENAIRE')
      """;

    private static final String DEPUIS = """
        from acces.rattachement r join annuaire.collectivite_publiee c on c.id = r.collectivite_id
        join annuaire.collectivite_publiee g on g.id = r.gestionnaire_id
      """;

    private static final String LIGNE =
            "select r.id, r.collectivite_id, c.nom as collectivite, r.gestionnaire_id, g.nom as gestionnaire, r.debut, r.fin, r.motif"
                    + DEPUIS;

    @Inject
    Jdbi jdbi;

    /** La collectivité du compte et celles qui lui sont rattachées ce jour, la sienne d'abord. */
    public List<Mandant> mandants(long compteId, String recherche, LocalDate jour, int limite) {
        return jdbi.withHandle(h -> h.createQuery(MANDANT + """
         and c.cle like all ((select outils.motifs(:q))::text[]) order by propre desc, c.tri, c.id limit :n
        """)
                .bind("compte", compteId)
                .bind("jour", jour)
                .bind("q", recherche)
                .bind("n", limite)
                .mapTo(Mandant.class)
                .list());
    }

    /** @return celle-ci, si ce compte peut agir pour elle ce jour */
    public Optional<Mandant> mandant(long compteId, Long collectiviteId, String siren, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(MANDANT + " and (c.id = :id or c.siren = :siren)")
                .bind("compte", compteId)
                .bind("jour", jour)
                .bind("id", collectiviteId)
                .bind("siren", siren)
                .mapTo(Mandant.class)
                .findOne());
    }

    /** Les rattachements en cours ou à venir dont cette portée voit l'un ou l'autre côté. */
    public Liste.Page<Ligne> lire(Portee portee, LocalDate jour, String recherche, Tri tri, int premiere, int combien) {
        Map<String, Object> v = new HashMap<>(portee.valeurs());
        v.put("jour", jour);
        v.put("q", recherche);
        String ou = " where (r.fin is null or r.fin > :jour) and ("
                + portee.sql(null, "r.collectivite_id", "c.structure_id") + "or"
                + portee.sql(null, "r.gestionnaire_id", "g.structure_id")
                + ") and (c.cle || ' ' || g.cle) like all ((select outils.motifs(:q))::text[])";
        return jdbi.withHandle(h -> new Liste.Page<>(
                h.createQuery(LIGNE + ou
                                + tri.ordre(
                                        Map.of("collectivite", "c.tri", "gestionnaire", "g.tri", "debut", "r.debut"),
                                        "g.tri, c.tri, r.id")
                                + " limit :n offset :p")
                        .bindMap(v)
                        .bind("n", combien)
                        .bind("p", premiere)
                        .mapTo(Ligne.class)
                        .list(),
                h.createQuery("select count(*)" + DEPUIS + ou)
                        .bindMap(v)
                        .mapTo(Long.class)
                        .one()));
    }

    /** De même, d'un côté ou de l'autre de cette collectivité. */
    public List<Ligne> de(long collectiviteId, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(
                        LIGNE
                                + " where (r.fin is null or r.fin > :jour) and :c in (r.collectivite_id, r.gestionnaire_id) order by g.tri, c.tri")
                .bind("jour", jour)
                .bind("c", collectiviteId)
                .mapTo(Ligne.class)
                .list());
    }

    public Optional<Ligne> parId(long id) {
        return jdbi.withHandle(h -> h.createQuery(LIGNE + " where r.id = :id")
                .bind("id", id)
                .mapTo(Ligne.class)
                .findOne());
    }

    /** @return vide si cette collectivité a déjà un rattachement qui court */
    public Optional<Long> ouvrir(long collectiviteId, long gestionnaireId, LocalDate debut, String motif) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into acces.rattachement (collectivite_id, gestionnaire_id, debut, motif) values (:c, :g, :d, :m)
        on conflict do nothing returning id
        """)
                .bind("c", collectiviteId)
                .bind("g", gestionnaireId)
                .bind("d", debut)
                .bind("m", motif)
                .mapTo(Long.class)
                .findOne());
    }

    public void finir(long id, LocalDate fin) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update acces.rattachement set fin = greatest(debut, :fin) where id = :id and (fin is null or fin > :fin)")
                .bind("fin", fin)
                .bind("id", id)
                .execute());
    }

    /**
     * Ce jour-là chaque employeur clos est confié à son successeur, qui reprend aussi les collectivités qu'il tenait.
     */
    public List<Reprise> succeder(List<Succession> successions, LocalDate le) {
        return jdbi.withHandle(h -> {
            List<Reprise> reprises = lier(h.createQuery("""
        with repris as (
          update acces.rattachement r set fin = greatest(r.debut, :le)
            from unnest(cast(:clos as bigint[]), cast(:vers as bigint[])) as s (clos, vers)
           where r.gestionnaire_id = s.clos and (r.fin is null or r.fin > :le) and r.collectivite_id <> all (:clos)
          returning r.collectivite_id, s.clos, s.vers, greatest(r.debut, :le) as debut, r.motif),
        ouverts as (
          insert into acces.rattachement (collectivite_id, gestionnaire_id, debut, motif)
          select collectivite_id, vers, debut, motif from repris where collectivite_id <> vers)
        select c.departement, c.siren, c.nom, k.nom as de, n.nom as vers
          from repris p join annuaire.collectivite_publiee c on c.id = p.collectivite_id
          join annuaire.collectivite_publiee k on k.id = p.clos join annuaire.collectivite_publiee n on n.id = p.vers
         order by c.siren
        """), successions, le)
                    .mapTo(Reprise.class)
                    .list();
            lier(h.createUpdate("""
        update acces.rattachement r set fin = greatest(r.debut, :le)
         where r.collectivite_id = any (:clos) and (r.fin is null or r.fin > :le)
        """), successions, le).execute();
            lier(h.createUpdate("""
        insert into acces.rattachement (collectivite_id, gestionnaire_id, debut, motif)
        select clos, vers, :le, motif
          from unnest(cast(:clos as bigint[]), cast(:vers as bigint[]), cast(:motifs as text[])) as s (clos, vers, motif)
        """), successions, le)
                    .bind("motifs", successions.stream().map(Succession::motif).toArray(String[]::new))
                    .execute();
            return reprises;
        });
    }

    private static <S extends SqlStatement<S>> S lier(S ordre, List<Succession> successions, LocalDate le) {
        return ordre.bind("le", le)
                .bind(
                        "clos",
                        successions.stream().map(Succession::collectiviteId).toArray(Long[]::new))
                .bind("vers", successions.stream().map(Succession::successeurId).toArray(Long[]::new));
    }

    /** Un employeur rouvert n'est plus confié à celui qui lui avait succédé. */
    public void rendre(long collectiviteId, long ancienSuccesseurId, LocalDate le) {
        jdbi.useHandle(h -> h.createUpdate("""
        update acces.rattachement set fin = greatest(debut, :le)
         where collectivite_id = :c and gestionnaire_id = :g and (fin is null or fin > :le)
        """)
                .bind("le", le)
                .bind("c", collectiviteId)
                .bind("g", ancienSuccesseurId)
                .execute());
    }
}
