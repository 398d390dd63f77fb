package fr.cnfpt.attestation.session.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Qui organise les sessions que ce module suit ; le changement se fait d'un bloc. */
@ApplicationScoped
public class OrganisateursDesSuivis {

    @Inject
    Jdbi jdbi;

    public void confier(List<Long> sessions, long structureId) {
        jdbi.useHandle(h -> {
            h.createUpdate("update attestation.suivi set structure_id = :s where session_id = any(:ids)")
                    .bind("s", structureId)
                    .bind("ids", sessions.toArray(Long[]::new))
                    .execute();
        });
    }
}
