package fr.cnfpt.commun;

import java.time.ZoneId;
import java.util.Map;

/**
 * L'heure légale d'un lieu : une date ou une heure est celle de l'endroit où on la vit, la délégation pour une session,
 * la collectivité pour ses agents. Source : décret n° 2017-292 du 6 mars 2017 relatif au temps légal français ; les
 * noms sont ceux de la base de l'IANA. En base, {@code outils.fuseau} dit de même.
 */
public final class Fuseau {

    public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final Map<String, ZoneId> PAR_DEPARTEMENT = Map.of(
            "971", ZoneId.of("America/Guadeloupe"),
            "972", ZoneId.of("America/Martinique"),
            "973", ZoneId.of("America/Cayenne"),
            "974", ZoneId.of("Indian/Reunion"),
            "976", ZoneId.of("Indian/Mayotte"));

    /** Le code officiel géographique de la région, et son seul département. */
    private static final Map<String, String> REGIONS_D_OUTRE_MER =
            Map.of("01", "971", "02", "972", "03", "973", "04", "974", "06", "976");

    private Fuseau() {}

    /** @param departement son code ; {@code null} : celui de la capitale */
    public static ZoneId duDepartement(String departement) {
        return departement == null ? PARIS : PAR_DEPARTEMENT.getOrDefault(departement, PARIS);
    }

    /** @param region son code ; {@code null}, pour le siège et les instituts : celui de la capitale */
    public static ZoneId deLaRegion(String region) {
        return region == null ? PARIS : duDepartement(REGIONS_D_OUTRE_MER.get(region));
    }
}
