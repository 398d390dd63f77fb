package fr.cnfpt.planformation.adapter.persistence;

import fr.cnfpt.planformation.port.Destinataires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;

/** Le changement de délégation des plans, d'un bloc. */
@ApplicationScoped
public class DestinatairesSql implements Destinataires {

    @Inject
    Jdbi jdbi;

    @Override
    public void confier(long ancienne, long nouvelle, int depuis) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update plan_formation.plan set structure_id = :n where structure_id = :a and annee >= :d")
                .bind("a", ancienne)
                .bind("n", nouvelle)
                .bind("d", depuis)
                .execute());
    }
}
