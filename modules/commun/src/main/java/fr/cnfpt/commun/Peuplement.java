package fr.cnfpt.commun;

import java.util.function.Consumer;

/**
 * Ce qu'un module charge au premier démarrage. Le portail les appelle dans l'ordre, comme {@link Utilisateur#SYSTEME}.
 * Chacun est idempotent : il regarde d'abord si c'est fait.
 */
public interface Peuplement {

    /**
     * Du plus bas module au plus haut : 10 annuaire, 20 catalogue, 30 territorialisation, 40 plans, 50 inscription, 60
     * communautés, 70 attestation.
     */
    int ordre();

    /** Le nécessaire, chargé toujours (la carte, les structures, les règles). */
    default void charger(Consumer<String> progres) {}

    /** La démonstration, chargée sur demande seulement et marquée comme telle. */
    default void demontrer(Consumer<String> progres) {}
}
