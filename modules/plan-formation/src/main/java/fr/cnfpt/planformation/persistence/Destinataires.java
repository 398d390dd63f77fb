package fr.cnfpt.planformation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;

/** À quelle délégation vont les plans ; elle change d'un bloc. */
@ApplicationScoped
public class Destinataires {

    @Inject
    Jdbi jdbi;

    /** Les plans de cette année et des suivantes passent de l'une à l'autre. */
    public void confier(long ancienne, long nouvelle, int depuis) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update plan_formation.plan set structure_id = :n where structure_id = :a and annee >= :d")
                .bind("a", ancienne)
                .bind("n", nouvelle)
                .bind("d", depuis)
                .execute());
    }
}
