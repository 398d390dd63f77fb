package fr.cnfpt.portail.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.francais.Saisie;
import fr.cnfpt.outils.persistence.Panne;
import fr.cnfpt.outils.rest.Probleme;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Toute exception sortie d'une ressource devient un problème : le refus est dit, le reste est tu et journalisé. */
@Provider
public class ErreurMapper implements ExceptionMapper<Throwable> {

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    /** Jackson ne dit le nom que dans sa phrase. */
    private static final Pattern EN_DOUBLE = Pattern.compile("^Duplicate field '(.*)'");

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
            if (t instanceof CorpsDeLApi.CorpsTropGrand) {
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
            if (Probleme.TYPE.equals(web.getResponse().getHeaderString("Content-Type"))) {
                return web.getResponse();
            }
            return web.getResponse().getStatus() == 404 && web.getCause() != null
                    ? Probleme.de(
                            400,
                            "parametre-invalide",
                            "Un identifiant ou un paramètre de l'adresse n'a pas la forme attendue : un nombre entier.",
                            null)
                    : web(web.getResponse());
        }
        if (Panne.passagere(erreur)) {
            JOURNAL.log(Level.WARNING, "L''API a répondu 503 : {0}", erreur.toString());
            if (Panne.issueInconnue(erreur)) {
                return Probleme.de(
                        503,
                        "issue-inconnue",
                        "La base s'est tue pendant qu'elle enregistrait : nul ne sait si c'est fait. Renvoyez dans un instant"
                                + " sous la même Idempotency-Key, qui ne le fera pas deux fois ; sans elle, relisez d'abord.",
                        null);
            }
            return Probleme.de(
                    503,
                    "indisponible",
                    "La base ne répond pas, ou la place manque. Rien n'a été fait : renvoyez dans un instant.",
                    null);
        }
        JOURNAL.log(Level.SEVERE, "Erreur de l'API", erreur);
        return Probleme.de(500, "interne", "Rien n'a été enregistré à moitié. Réessayez dans un instant.", null);
    }

    private static Response web(Response origine) {
        int statut = origine.getStatus();
        return switch (statut) {
            case 404 ->
                Probleme.de(404, "adresse-inconnue", "Cette adresse n'existe pas dans l'API. Voyez /openapi.", null);
            case 405 ->
                Response.fromResponse(Probleme.de(
                                405,
                                "methode",
                                "Cette adresse n'admet pas cette méthode HTTP"
                                        + (origine.getAllowedMethods().isEmpty()
                                                ? "."
                                                : ", mais "
                                                        + String.join(", ", new TreeSet<>(origine.getAllowedMethods()))
                                                        + "."),
                                null))
                        .allow(origine.getAllowedMethods())
                        .build();
            case 406 ->
                Probleme.de(406, "format", "Cette adresse ne rend pas ce format : demandez application/json.", null);
            case 415 -> Probleme.de(415, "format", CorpsDeLApi.ATTENDU, null);
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
            Matcher enDouble = EN_DOUBLE.matcher(String.valueOf(e.getOriginalMessage()));
            if (enDouble.find()) {
                return Probleme.de(
                        422,
                        "champ-en-double",
                        "Le champ « " + enDouble.group(1) + " » est donné deux fois.",
                        enDouble.group(1));
            }
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
        if (m instanceof UnrecognizedPropertyException inconnu) {
            return Probleme.de(
                    422,
                    "champ-inconnu",
                    "Le champ « " + champ + " » n'existe pas ici. Attendus : "
                            + inconnu.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    champ);
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
        if (m instanceof InvalidFormatException f && f.getTargetType() == String.class) {
            return Probleme.de(
                    422,
                    Saisie.CODE,
                    "Le champ « " + champ + " » contient " + f.getOriginalMessage() + ".",
                    champ.isEmpty() ? null : champ);
        }
        return Probleme.de(
                422,
                "valeur-invalide",
                (champ.isEmpty() ? "Le corps n'a" : "La valeur du champ « " + champ + " » n'a")
                        + " pas la forme attendue" + attendu(m) + ".",
                champ.isEmpty() ? null : champ);
    }

    private static String attendu(JsonMappingException m) {
        Class<?> type = m instanceof MismatchedInputException f ? f.getTargetType() : null;
        if (type == null) {
            return "";
        }
        return type == String.class
                ? " : un texte, entre guillemets"
                : type == Long.class || type == long.class || type == Integer.class || type == int.class
                        ? " : un nombre entier, sans guillemets"
                        : type == Boolean.class || type == boolean.class
                                ? " : true ou false"
                                : Collection.class.isAssignableFrom(type)
                                        ? " : une liste, entre crochets"
                                        : Temporal.class.isAssignableFrom(type) ? " : une date, « 2026-03-31 »" : "";
    }
}
