package fr.cnfpt.acces.interims.persistence;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Qui donne les avis à la place de qui. */
@ApplicationScoped
public class Interims {

    public record Ligne(
            long id,
            long collectiviteId,
            long titulaireId,
            String titulaire,
            long suppleantId,
            String suppleant,
            LocalDate du,
            LocalDate au) {

        public String periode() {
            return Texte.periode(du, au);
        }
    }

    private static final String COLONNES = """
      i.id, i.collectivite_id, i.titulaire_id, t.prenom || ' ' || t.nom as titulaire, i.suppleant_id, s.prenom || ' ' || s.nom as suppleant, i.du, i.au
      """;

    private static final String DEPUIS = """
        from acces.interim i join annuaire.agent_publie t on t.id = i.titulaire_id join annuaire.agent_publie s on s.id = i.suppleant_id
      """;

    private static final String ENCORE = """
       where i.collectivite_id = :c and i.au >= :jour and (:t::bigint is null or i.titulaire_id = :t)
         and outils.cle_recherche(concat_ws(' ', t.prenom, t.nom, t.matricule, s.prenom, s.nom, s.matricule)) like all ((select outils.motifs(:q))::text[])
      """;

    @Inject
    Jdbi jdbi;

    /** Ceux qui courent ou sont à venir ; d'un titulaire, ou de toute la collectivité quand il est {@code null}. */
    public Liste.Page<Ligne> lire(
            long collectiviteId,
            Long titulaireId,
            LocalDate jour,
            String recherche,
            Tri tri,
            int premiere,
            int combien) {
        return jdbi.withHandle(h -> {
            Map<String, Object> v = new HashMap<>();
            v.put("c", collectiviteId);
            v.put("jour", jour);
            v.put("t", titulaireId);
            v.put("q", recherche);
            return new Liste.Page<>(
                    h.createQuery("select " + COLONNES + DEPUIS + ENCORE
                                    + tri.ordre(
                                            Map.of("titulaire", "t.tri", "suppleant", "s.tri", "quand", "i.du"),
                                            "i.du, t.tri, s.tri, i.id")
                                    + " limit :n offset :p")
                            .bindMap(v)
                            .bind("n", combien)
                            .bind("p", premiere)
                            .mapTo(Ligne.class)
                            .list(),
                    h.createQuery("select count(*)" + DEPUIS + ENCORE)
                            .bindMap(v)
                            .mapTo(Long.class)
                            .one());
        });
    }

    public Optional<Ligne> parId(long id) {
        return jdbi.withHandle(h -> h.createQuery("select " + COLONNES + DEPUIS + " where i.id = :id")
                .bind("id", id)
                .mapTo(Ligne.class)
                .findOne());
    }

    /** @return vide si le même intérim court déjà sur une partie de ces dates */
    public Optional<Long> ouvrir(long collectiviteId, long titulaireId, long suppleantId, LocalDate du, LocalDate au) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into acces.interim (collectivite_id, titulaire_id, suppleant_id, du, au) values (:c, :t, :s, :du, :au) on conflict do nothing returning id
        """)
                .bind("c", collectiviteId)
                .bind("t", titulaireId)
                .bind("s", suppleantId)
                .bind("du", du)
                .bind("au", au)
                .mapTo(Long.class)
                .findOne());
    }

    /** Le dernier jour devient la veille ; un intérim pas encore commencé disparaît. */
    public void finir(long id, LocalDate jour) {
        jdbi.useHandle(h -> {
            h.createUpdate("delete from acces.interim where id = :id and du >= :jour")
                    .bind("id", id)
                    .bind("jour", jour)
                    .execute();
            h.createUpdate("update acces.interim set au = :jour - 1 where id = :id and au >= :jour")
                    .bind("id", id)
                    .bind("jour", jour)
                    .execute();
        });
    }
}
