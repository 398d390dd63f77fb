package fr.cnfpt.planformation.port;

/** Le moteur qui exécute les synthèses. Se commande hors de toute transaction. */
public interface Traitements {

    /** @return le numéro de l'exécution */
    long lancer(long syntheseId);

    /**
     * Reprend où l'exécution s'était arrêtée.
     *
     * @param executionId la dernière exécution connue, ou {@code null} si elle n'a jamais démarré
     * @throws fr.cnfpt.commun.Refus conflit, si elle a déjà été reprise
     */
    long reprendre(Long executionId, long syntheseId);

    /** Vrai si cette exécution tourne en ce moment. */
    boolean tourne(long executionId);
}
