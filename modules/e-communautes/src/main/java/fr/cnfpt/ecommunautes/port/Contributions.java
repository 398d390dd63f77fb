package fr.cnfpt.ecommunautes.port;

import fr.cnfpt.ecommunautes.domain.Contribution;
import java.util.List;
import java.util.Optional;

/** Ce qui s'écrit dans les communautés. */
public interface Contributions {

    void ajouter(Contribution contribution);

    Optional<Contribution> parId(long id);

    /**
     * Les discussions d'une communauté, de la plus récemment animée à la plus ancienne, chacune avec ses dernières
     * réponses.
     */
    Page discussions(long communauteId, int premiere, int combien, int reponses);

    /** Cette discussion et ces réponses-là, de la plus ancienne à la plus récente ; vide si elle n'est pas de là. */
    Optional<Discussion> discussion(long communauteId, long messageId, int premiere, int combien);

    /**
     * Un message et de ses réponses, de la plus ancienne à la plus récente.
     *
     * @param combien toutes ses réponses, lues ou non
     */
    record Discussion(Contribution message, List<Contribution> reponses, long combien) {}

    /** @param total toutes les discussions de la communauté */
    record Page(List<Discussion> discussions, long total) {}
}
