package fr.cnfpt.inscription.api;

/** Qui est inscrit à une session, et où en est son bulletin. */
public record Stagiaire(long bulletinId, long sessionId, long agentId, long collectiviteId, Etat etat) {}
