package fr.cnfpt.ecommunautes.port;

import fr.cnfpt.ecommunautes.domain.Contribution;
import java.util.List;
import java.util.Optional;

/** Ce qui s'écrit dans les communautés. */
public interface Contributions {

    void ajouter(Contribution contribution);

    Optional<Contribution> parId(long id);

    /** Tous les messages et toutes les réponses d'une communauté, du plus ancien au plus récent. */
    List<Contribution> de(long communauteId);
}
