package fr.cnfpt.annuaire.api;

/**
 * Annonce, dans la transaction qui fusionne des délégations : ce qui s'organise passe à la nouvelle ; le reste garde
 * l'ancienne, et la nouvelle le voit ({@link Portee}).
 */
public record StructureRemplacee(long ancienne, long nouvelle) {}
