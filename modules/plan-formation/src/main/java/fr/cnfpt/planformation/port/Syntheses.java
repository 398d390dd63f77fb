package fr.cnfpt.planformation.port;

import fr.cnfpt.planformation.domain.Synthese;
import java.util.Optional;

/** Les synthèses. */
public interface Syntheses {

    /** La plus récente de cette délégation pour cette année. */
    Optional<Synthese> derniere(int annee, long structureId);

    Optional<Synthese> parId(long id);

    /** @throws fr.cnfpt.commun.Refus conflit, si une autre est en cours */
    void ajouter(Synthese synthese);
}
