package fr.cnfpt.planformation.surmesure.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.planformation.surmesure.domain.LigneDeCotisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Jusqu'à quel jour chaque employeur est à jour de sa cotisation : un constat suit l'autre, le dernier vaut. */
@ApplicationScoped
public class Cotisations {

    private static final String DERNIERS =
            " from (select distinct on (c.collectivite_id) c.* from plan_formation.cotisation c where %s order by c.collectivite_id, c.id desc) as c";

    @Inject
    Jdbi jdbi;

    public record ConstatDeCotisation(
            long collectiviteId, LocalDate aJourAu, Instant constateeLe, String constateePar) {}

    public Optional<ConstatDeCotisation> de(long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery("select c.*" + DERNIERS.formatted("c.collectivite_id = :c"))
                .bind("c", collectiviteId)
                .mapTo(ConstatDeCotisation.class)
                .findOne());
    }

    /** Jusqu'au dernier jour constaté de chacun ; ceux qui ne l'ont jamais été manquent. */
    public Map<Long, LocalDate> derniers(Collection<Long> collectivites) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select c.collectivite_id, c.a_jour_au" + DERNIERS.formatted("c.collectivite_id = any(:c)"))
                .bind("c", collectivites.toArray(Long[]::new))
                .map((r, x) -> Map.entry(r.getLong(1), r.getObject(2, LocalDate.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Les derniers constats de cette portée, qui échoit le premier d'abord. */
    public List<ConstatDeCotisation> lister(Portee portee, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery("select c.*"
                        + DERNIERS.formatted(portee.sql(null, null, "c.structure_id"))
                        + " order by c.a_jour_au, c.collectivite_id limit :n offset :p")
                .bindMap(portee.valeurs())
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(ConstatDeCotisation.class)
                .list());
    }

    public long compter(Portee portee) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*)" + DERNIERS.formatted(portee.sql(null, null, "c.structure_id")))
                        .bindMap(portee.valeurs())
                        .mapTo(Long.class)
                        .one());
    }

    /** D'un coup : un constat de plus pour chacune de ces lignes. */
    public void constater(List<LigneDeCotisation> lignes, Instant quand, String par) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into plan_formation.cotisation (collectivite_id, structure_id, a_jour_au, constatee_le, constatee_par)"
                                + " select c, s, au, :quand, :par from unnest(cast(:c as bigint[]), cast(:s as bigint[]), cast(:au as date[])) as x(c, s, au)")
                .bind(
                        "c",
                        lignes.stream().map(LigneDeCotisation::collectiviteId).toArray(Long[]::new))
                .bind("s", lignes.stream().map(LigneDeCotisation::structureId).toArray(Long[]::new))
                .bind("au", lignes.stream().map(l -> l.aJourAu().toString()).toArray(String[]::new))
                .bind("quand", quand)
                .bind("par", par)
                .execute());
    }

    public void constater(long collectiviteId, Long structureId, LocalDate aJourAu, Instant quand, String par) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into plan_formation.cotisation (collectivite_id, structure_id, a_jour_au, constatee_le, constatee_par)"
                                + " values (:c, cast(:s as bigint), :au, :quand, :par)")
                .bind("c", collectiviteId)
                .bind("s", structureId)
                .bind("au", aJourAu)
                .bind("quand", quand)
                .bind("par", par)
                .execute());
    }
}
