package fr.cnfpt.acces.mutualisation.adapter.persistence;

import fr.cnfpt.acces.api.Mutualisation.Mandant;
import fr.cnfpt.acces.mutualisation.port.Rattachements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les rattachements en base ; une contrainte d'exclusion en garde un seul à la fois par collectivité. */
@ApplicationScoped
public class RattachementsSql implements Rattachements {

    private static final String MANDANT = """
      select c.id, c.siren, c.nom, c.departement, c.population, c.id = k.collectivite_id as propre
        from annuaire.compte k
        join annuaire.collectivite c on c.id = k.collectivite_id
          or c.id in (select r.collectivite_id from annuaire.rattachement r
                       where r.gestionnaire_id = k.collectivite_id and :jour >= r.debut and (r.fin is null or :jour < r.fin))
       where k.id = :compte and k.role in ('GESTIONNAIRE_RH', 'PARTENAIRE')
      """;
    private static final String LIGNE = """
      select r.id, r.collectivite_id, c.nom as collectivite, r.gestionnaire_id, g.nom as gestionnaire, r.debut, r.fin, r.motif
        from annuaire.rattachement r join annuaire.collectivite c on c.id = r.collectivite_id
        join annuaire.collectivite g on g.id = r.gestionnaire_id
      """;

    @Inject
    Jdbi jdbi;

    @Override
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

    @Override
    public Optional<Mandant> mandant(long compteId, Long collectiviteId, String siren, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(MANDANT + " and (c.id = :id or c.siren = :siren)")
                .bind("compte", compteId)
                .bind("jour", jour)
                .bind("id", collectiviteId)
                .bind("siren", siren)
                .mapTo(Mandant.class)
                .findOne());
    }

    @Override
    public List<Ligne> lire(Long collectiviteId, Long structureId, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(LIGNE + """
         where (r.fin is null or r.fin > :jour) and (:c::bigint is null or :c in (r.collectivite_id, r.gestionnaire_id))
           and (:s::bigint is null or :s in (c.structure_id, g.structure_id))
         order by g.tri, c.tri limit 500
        """)
                .bind("jour", jour)
                .bind("c", collectiviteId)
                .bind("s", structureId)
                .mapTo(Ligne.class)
                .list());
    }

    @Override
    public Optional<Ligne> parId(long id) {
        return jdbi.withHandle(h -> h.createQuery(LIGNE + " where r.id = :id")
                .bind("id", id)
                .mapTo(Ligne.class)
                .findOne());
    }

    @Override
    public Optional<Long> ouvrir(long collectiviteId, long gestionnaireId, LocalDate debut, String motif) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into annuaire.rattachement (collectivite_id, gestionnaire_id, debut, motif) values (:c, :g, :d, :m)
        on conflict do nothing returning id
        """)
                .bind("c", collectiviteId)
                .bind("g", gestionnaireId)
                .bind("d", debut)
                .bind("m", motif)
                .mapTo(Long.class)
                .findOne());
    }

    @Override
    public void finir(long id, LocalDate fin) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.rattachement set fin = greatest(debut, :fin) where id = :id and (fin is null or fin > :fin)")
                .bind("fin", fin)
                .bind("id", id)
                .execute());
    }
}
