package fr.cnfpt.planformation.surmesure.persistence;

import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Les fichiers de cotisations qui attendent qu'on les confirme : un par délégation, un pour le siège. */
@ApplicationScoped
public class EssaisDeCotisations {

    @Inject
    Jdbi jdbi;

    public record Essai(long id, String fichier, String lecture, Instant deposeLe, String par) {}

    /** @return vide si un autre attend déjà pour ce propriétaire */
    public Optional<Long> ouvrir(String proprietaire, String fichier, String lecture, Instant quand, String par) {
        return jdbi.withHandle(h -> h.createQuery(
                        "insert into plan_formation.essai_cotisation (proprietaire, fichier, lecture, depose_le, par)"
                                + " values (:p, :f, :l, :quand, :par) on conflict (proprietaire) do nothing returning id")
                .bind("p", proprietaire)
                .bind("f", fichier)
                .bind("l", lecture)
                .bind("quand", quand)
                .bind("par", par)
                .mapTo(Long.class)
                .findOne());
    }

    /** Remplace ce qu'on a jugé de chaque ligne. */
    public void poser(long id, List<LigneDeCotisation> lignes) {
        jdbi.useHandle(h -> {
            h.createUpdate("delete from plan_formation.essai_cotisation_ligne where essai_id = :id")
                    .bind("id", id)
                    .execute();
            PreparedBatch b = h.prepareBatch(
                    "insert into plan_formation.essai_cotisation_ligne values (:id, :ligne, :numero, :jour, :sort, cast(:c as bigint), cast(:s as bigint), :employeur, cast(:au as date), :dit, :colonne)");
            for (LigneDeCotisation l : lignes) {
                b.bind("id", id)
                        .bind("ligne", l.ligne())
                        .bind("numero", l.numero())
                        .bind("jour", l.jour())
                        .bind("sort", l.sort().name())
                        .bind("c", l.collectiviteId())
                        .bind("s", l.structureId())
                        .bind("employeur", l.employeur())
                        .bind("au", l.aJourAu())
                        .bind("dit", l.dit())
                        .bind("colonne", l.colonne())
                        .add();
            }
            b.execute();
        });
    }

    public Optional<Essai> de(String proprietaire) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id, fichier, lecture, depose_le, par from plan_formation.essai_cotisation where proprietaire = :p")
                .bind("p", proprietaire)
                .mapTo(Essai.class)
                .findOne());
    }

    /** Retient l'essai jusqu'à la fin de la transaction. @return vide s'il n'attend plus */
    public Optional<Essai> retenir(long id, String proprietaire) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id, fichier, lecture, depose_le, par from plan_formation.essai_cotisation where id = :id and proprietaire = :p for update")
                .bind("id", id)
                .bind("p", proprietaire)
                .mapTo(Essai.class)
                .findOne());
    }

    public void oter(long id) {
        jdbi.useHandle(h -> h.createUpdate("delete from plan_formation.essai_cotisation where id = :id")
                .bind("id", id)
                .execute());
    }

    /** Combien de lignes de chaque sort, sans ceux qui n'en ont pas. */
    public Map<Sort, Long> comptes(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select sort, count(*) as n from plan_formation.essai_cotisation_ligne where essai_id = :id group by sort")
                .bind("id", id)
                .reduceRows(new EnumMap<>(Sort.class), (m, r) -> {
                    m.put(Sort.valueOf(r.getColumn("sort", String.class)), r.getColumn("n", Long.class));
                    return m;
                }));
    }

    public List<LigneDeCotisation> lignes(long id, Sort sort, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select * from plan_formation.essai_cotisation_ligne where essai_id = :id and sort = :sort order by ligne offset :premiere limit :combien")
                .bind("id", id)
                .bind("sort", sort.name())
                .bind("premiere", premiere)
                .bind("combien", combien)
                .mapTo(LigneDeCotisation.class)
                .list());
    }

    /** Toutes, pour les rejuger. */
    public List<LigneDeCotisation> toutes(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select * from plan_formation.essai_cotisation_ligne where essai_id = :id order by ligne")
                .bind("id", id)
                .mapTo(LigneDeCotisation.class)
                .list());
    }
}
