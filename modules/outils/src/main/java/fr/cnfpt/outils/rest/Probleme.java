package fr.cnfpt.outils.rest;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.outils.persistence.Panne;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Un problème au sens de la RFC 9457, en français : la seule forme d'un refus de l'API. */
public final class Probleme {

    public static final String TYPE = "application/problem+json";

    private Probleme() {}

    public static Response de(Refus refus) {
        int statut = switch (refus.genre()) {
            case INTROUVABLE -> 404;
            case INTERDIT -> 403;
            case CONFLIT -> 409;
            case INVALIDE -> 422;
            case OCCUPE -> 503;
        };
        return de(statut, refus.code(), titre(statut), refus.getMessage(), refus.champ(), refus.regle());
    }

    public static Response de(int statut, String code, String detail, String champ) {
        return de(statut, code, titre(statut), detail, champ, null);
    }

    /** Le même, à lancer : ce que la ressource refuse avant d'avoir agi. */
    public static WebApplicationException refus(int statut, String code, String detail, String champ) {
        return new WebApplicationException(de(statut, code, detail, champ));
    }

    private static Response de(int statut, String code, String titre, String detail, String champ, Regle regle) {
        Map<String, Object> corps = new LinkedHashMap<>();
        corps.put("type", "urn:iel:probleme:" + code);
        corps.put("title", titre);
        corps.put("status", statut);
        corps.put("detail", detail);
        if (champ != null) {
            corps.put("champ", champ);
        }
        if (regle != null) {
            corps.put("regle", regle);
        }
        Response.ResponseBuilder reponse = Response.status(statut).type(TYPE).entity(corps);
        if (statut == 401) {
            reponse.header("WWW-Authenticate", "Bearer realm=\"iel\"");
        }
        if (statut == 503) {
            reponse.header("Retry-After", Panne.REVENIR);
        }
        return reponse.build();
    }

    private static String titre(int statut) {
        return switch (statut) {
            case 400 -> "Demande mal formée";
            case 401 -> "Jeton absent ou refusé";
            case 403 -> "Action interdite";
            case 404 -> "Introuvable";
            case 405 -> "Méthode non admise";
            case 406 -> "Format de réponse non proposé";
            case 409 -> "Impossible dans l'état actuel";
            case 412 -> "Version périmée";
            case 428 -> "Version à préciser";
            case 413 -> "Envoi trop volumineux";
            case 415 -> "Format d'envoi non admis";
            case 422 -> "Donnée invalide";
            case 503 -> "Occupé pour l'instant";
            default -> "Erreur de notre côté";
        };
    }
}
