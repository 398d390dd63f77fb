package fr.cnfpt.territorialisation.api;

/** Ce que le seuil décide d'une action mutualisée. */
public enum Decision {
    DEPLOYABLE,
    INSUFFISANTE
}
