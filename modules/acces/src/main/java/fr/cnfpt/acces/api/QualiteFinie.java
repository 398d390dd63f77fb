package fr.cnfpt.acces.api;

/**
 * Annonce, dans la transaction qui ferme, rend ou détache une qualité : ce qu'une personne avait accordé en cette
 * qualité ne tient plus.
 */
public record QualiteFinie(long compteId) {}
