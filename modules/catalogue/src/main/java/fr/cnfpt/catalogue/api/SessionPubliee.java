package fr.cnfpt.catalogue.api;

/**
 * Annonce, dans la transaction qui publie : l'inscription ouvre sa jauge, la communauté de stage s'ouvre s'il y a lieu.
 */
public record SessionPubliee(SessionInfo session) {}
