package fr.cnfpt.annuaire.api;

/** Une intercommunalité vue comme territoire. */
public record TerritoireInfo(String siren, String nom, String type, Integer population, int communes) {}
