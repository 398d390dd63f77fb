package fr.cnfpt.annuaire.api;

/**
 * Annonce, dans la transaction qui fusionne des délégations : ce qui est à venir passe à la nouvelle, ce qui est fait
 * garde l'ancienne.
 *
 * @param annee l'année de la fusion : les plans de cette année et des suivantes vont à la nouvelle
 */
public record StructureRemplacee(long ancienne, long nouvelle, int annee) {}
