package fr.cnfpt.annuaire.api;

import fr.cnfpt.commun.Fuseau;
import java.time.ZoneId;

/** Une délégation ({@code region} renseignée) ou un institut du CNFPT. */
public record StructureInfo(long id, String code, String nom, String type, String region, String ville) {

    /** Son heure légale. */
    public ZoneId fuseau() {
        return Fuseau.deLaRegion(region);
    }
}
