package fr.cnfpt.ecommunautes.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Ce que les communautés disent à l'attestation : la preuve de la demi-journée de la communauté de stage. */
public interface Communautes {

    /**
     * @return la première connexion de cet agent à la communauté de cette session, entre son ouverture et sa fermeture
     */
    Optional<Instant> aEteConnecte(long sessionId, long agentId);

    /** @return le dernier jour d'ouverture de la communauté de cette session, si elle en a une */
    Optional<LocalDate> fermeture(long sessionId);
}
