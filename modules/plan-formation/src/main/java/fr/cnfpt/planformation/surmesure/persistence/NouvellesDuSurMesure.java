package fr.cnfpt.planformation.surmesure.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Ce qu'il reste à dire à chaque délégation. */
@ApplicationScoped
public class NouvellesDuSurMesure {

    @Inject
    Jdbi jdbi;

    public void deposer(long demandeId, long structureId, Instant quand, String phrase) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into plan_formation.demande_nouvelle (demande_id, structure_id, le, phrase) values (:d, :s, :le, :phrase)")
                .bind("d", demandeId)
                .bind("s", structureId)
                .bind("le", quand)
                .bind("phrase", phrase)
                .execute());
    }

    /** Les délégations qui ont quelque chose à apprendre. */
    public List<Long> structures() {
        return jdbi.withHandle(
                h -> h.createQuery("select distinct structure_id from plan_formation.demande_nouvelle order by 1")
                        .mapTo(Long.class)
                        .list());
    }

    /** Ce qui s'est passé avant cet instant, et qui ne se redira pas ; ce qu'un autre serveur prend lui reste. */
    public List<String> prendre(long structureId, Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("""
        with prises as (
          delete from plan_formation.demande_nouvelle n
           where n.id in (select m.id from plan_formation.demande_nouvelle m where m.structure_id = :s and m.le < :avant for update skip locked)
          returning n.id, n.phrase)
        select phrase from prises order by id
        """)
                .bind("s", structureId)
                .bind("avant", avant)
                .mapTo(String.class)
                .list());
    }
}
