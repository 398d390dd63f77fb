package fr.cnfpt.attestation.preuve.domain;

/**
 * L'émargement d'un stagiaire, demi-journée par demi-journée.
 *
 * @param suivies celles où il était
 * @param emargees celles où l'on a dit s'il y était
 * @param posees toutes celles de la session
 */
public record DemiJournees(int suivies, int emargees, int posees) {}
