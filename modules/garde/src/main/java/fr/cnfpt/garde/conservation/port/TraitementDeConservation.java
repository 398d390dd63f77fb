package fr.cnfpt.garde.conservation.port;

/** Le moteur qui exécute les passages de conservation. Se commande hors de toute transaction. */
public interface TraitementDeConservation {

    /** @return le numéro de l'exécution */
    long lancer(long passageId);

    /**
     * Reprend où l'exécution s'était arrêtée. @param executionId la dernière connue, ou {@code null} si rien n'a
     * démarré
     */
    long reprendre(Long executionId, long passageId);

    boolean tourne(long executionId);
}
