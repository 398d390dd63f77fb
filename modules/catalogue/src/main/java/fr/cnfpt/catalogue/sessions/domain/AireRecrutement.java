package fr.cnfpt.catalogue.sessions.domain;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import java.util.ArrayList;
import java.util.List;

/** L'aire de recrutement d'une session : les collectivités pour lesquelles elle est publiée, écrites comme des clés. */
public final class AireRecrutement {

    public static final String NATIONALE = "N";

    private AireRecrutement() {}

    public static String region(String code) {
        return "R:" + code;
    }

    public static String departement(String code) {
        return "D:" + code;
    }

    public static String epci(String siren) {
        return "E:" + siren;
    }

    public static String collectivite(long id) {
        return "C:" + id;
    }

    /** Les clés qui ouvrent une session à cette collectivité. */
    public static String[] clesDe(CollectiviteInfo c) {
        List<String> cles = new ArrayList<>(
                List.of(NATIONALE, region(c.region()), departement(c.departement()), collectivite(c.id())));
        if (c.epciSiren() != null) {
            cles.add(epci(c.epciSiren()));
        }
        return cles.toArray(String[]::new);
    }

    /** « toutes les collectivités », « la région », … */
    public static String enClair(String cle) {
        return switch (cle.charAt(0)) {
            case 'N' -> "toutes les collectivités";
            case 'R' -> "les collectivités de la région " + cle.substring(2);
            case 'D' -> "les collectivités du département " + cle.substring(2);
            case 'E' -> "les collectivités de l'intercommunalité " + cle.substring(2);
            default -> "une seule collectivité";
        };
    }
}
