package fr.cnfpt.inscription.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Qui organise les sessions que ce module suit ; le changement se fait d'un bloc. */
@ApplicationScoped
public class OrganisateursDesJauges {

    @Inject
    Jdbi jdbi;

    public void confier(List<Long> sessions, long structureId) {
        jdbi.useHandle(h -> {
            h.createUpdate("update inscription.jauge set structure_id = :s where session_id = any(:ids)")
                    .bind("s", structureId)
                    .bind("ids", sessions.toArray(Long[]::new))
                    .execute();
            h.createUpdate("update inscription.bulletin set structure_id = :s where session_id = any(:ids)")
                    .bind("s", structureId)
                    .bind("ids", sessions.toArray(Long[]::new))
                    .execute();
        });
    }
}
