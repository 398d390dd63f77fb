package fr.cnfpt.catalogue.adapter.persistence;

import fr.cnfpt.catalogue.port.Aires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les aires et les organisateurs, changés d'un bloc. */
@ApplicationScoped
public class AiresSql implements Aires {

    @Inject
    Jdbi jdbi;

    @Override
    public int etendre(String cle, String aussi) {
        return jdbi.withHandle(h -> h.createUpdate(
                        "insert into catalogue.aire_recrutement (session_id, cle)"
                                + " select session_id, :aussi from catalogue.aire_recrutement where cle = :cle on conflict do nothing")
                .bind("cle", cle)
                .bind("aussi", aussi)
                .execute());
    }

    @Override
    public List<Long> confier(long ancienne, long nouvelle, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(
                        "update catalogue.session set structure_id = :n, version = version + 1 where structure_id = :a and fin >= :j returning id")
                .bind("a", ancienne)
                .bind("n", nouvelle)
                .bind("j", jour)
                .mapTo(Long.class)
                .list());
    }
}
