package fr.cnfpt.catalogue.api;

import java.util.List;

/**
 * Annonce, dans la transaction d'une fusion de délégations : ces sessions, non finies, sont désormais à cette
 * structure.
 */
public record SessionsConfiees(List<Long> sessions, long structureId) {}
