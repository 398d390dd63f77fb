package fr.cnfpt.annuaire.api;

/** Une délégation ({@code region} renseignée) ou un institut du CNFPT. */
public record StructureInfo(long id, String code, String nom, String type, String region, String ville) {}
