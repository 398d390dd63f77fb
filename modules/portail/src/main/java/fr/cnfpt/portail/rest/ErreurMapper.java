package fr.cnfpt.portail.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import fr.cnfpt.commun.Refus;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.temporal.Temporal;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Toute exception sortie d'une ressource devient un problème : le refus est dit, le reste est tu et journalisé. */
@Provider
public class ErreurMapper implements ExceptionMapper<Throwable> {

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Override
    public Response toResponse(Throwable erreur) {
        return traduire(erreur);
    }

    static Response traduire(Throwable erreur) {
        JsonProcessingException json = null;
        for (Throwable t = erreur; t != null; t = t.getCause()) {
            if (t instanceof Refus refus) {
                return Probleme.de(refus);
            }
            if (t instanceof OptimisticLockException) {
                return Probleme.de(
                        409,
                        "modifie-entre-temps",
                        "Quelqu'un d'autre vient de modifier ceci. Relisez, puis recommencez si c'est encore utile.",
                        null);
            }
            if (t instanceof LimiteDuCorps.CorpsTropGrand) {
                return Probleme.de(413, "corps-trop-grand", "1 Mo au plus par envoi : partagez la liste.", null);
            }
            if (t instanceof JsonProcessingException j && (json == null || j instanceof JsonParseException)) {
                json = j;
            }
        }
        if (json != null) {
            return json(json);
        }
        if (erreur instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return web.getResponse().getStatus() == 404 && web.getCause() != null
                    ? Probleme.de(
                            400,
                            "parametre-invalide",
                            "Un identifiant ou un paramètre de l'adresse n'a pas la forme attendue : un nombre entier.",
                            null)
                    : web(web.getResponse().getStatus());
        }
        JOURNAL.log(Level.SEVERE, "Erreur de l'API", erreur);
        return Probleme.de(500, "interne", "Rien n'a été enregistré à moitié. Réessayez dans un instant.", null);
    }

    private static Response web(int statut) {
        return switch (statut) {
            case 404 ->
                Probleme.de(404, "adresse-inconnue", "Cette adresse n'existe pas dans l'API. Voyez /openapi.", null);
            case 405 ->
                Probleme.de(405, "methode", "Cette adresse n'admet pas cette méthode HTTP. Voyez /openapi.", null);
            case 406 -> Probleme.de(406, "format", "Cette adresse ne rend pas ce format.", null);
            case 412 ->
                Probleme.de(
                        412,
                        "version-perimee",
                        "Ceci a changé depuis que vous l'avez lu ; rien n'est écrit. Relisez, puis renvoyez avec le nouvel ETag.",
                        null);
            case 428 ->
                Probleme.de(
                        428,
                        "version-absente",
                        "Dites quelle version vous changez : l'en-tête If-Match porte l'ETag de votre lecture.",
                        null);
            case 415 -> Probleme.de(415, "format", "Envoyez du JSON : Content-Type: application/json.", null);
            case 400 ->
                Probleme.de(
                        400,
                        "demande-mal-formee",
                        "La demande est mal formée : vérifiez l'adresse et les paramètres.",
                        null);
            default -> Probleme.de(statut, "http-" + statut, "La demande a été refusée par le serveur.", null);
        };
    }

    private static Response json(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException m)) {
            return Probleme.de(
                    400,
                    "json-mal-forme",
                    "Le corps n'est pas du JSON valide"
                            + (e.getLocation() == null
                                    ? "."
                                    : " (ligne " + e.getLocation().getLineNr() + ", colonne "
                                            + e.getLocation().getColumnNr() + ")."),
                    null);
        }
        String champ = m.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        if (m instanceof UnrecognizedPropertyException) {
            return Probleme.de(422, "champ-inconnu", "Le champ « " + champ + " » n'existe pas ici.", champ);
        }
        if (m instanceof InvalidFormatException f
                && f.getTargetType() != null
                && Temporal.class.isAssignableFrom(f.getTargetType())) {
            return Probleme.de(
                    422,
                    "date-inexistante",
                    "« " + f.getValue() + " » n'est pas une date qui existe. Forme attendue : 2026-03-31.",
                    champ);
        }
        return Probleme.de(
                422,
                "valeur-invalide",
                "La valeur du champ « " + champ + " » n'a pas la forme attendue.",
                champ.isEmpty() ? null : champ);
    }
}
