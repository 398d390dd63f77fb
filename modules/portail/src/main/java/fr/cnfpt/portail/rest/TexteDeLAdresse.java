package fr.cnfpt.portail.rest;

import fr.cnfpt.outils.francais.Saisie;
import fr.cnfpt.outils.rest.Probleme;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Les paramètres de l'adresse passent par le filtre des textes, comme le JSON. Leur codage est vérifié avant : le
 * serveur remplace sans le dire ce qu'il ne sait pas lire, et l'on chercherait autre chose que ce qui fut demandé.
 */
@Provider
public class TexteDeLAdresse implements ContainerRequestFilter {

    @Context
    HttpServletRequest requete;

    @Override
    public void filter(ContainerRequestContext contexte) {
        if (!estBienCodee(requete.getQueryString())) {
            contexte.abortWith(Probleme.de(
                    400,
                    "demande-mal-formee",
                    "Les paramètres de l'adresse ne sont pas bien codés : de l'UTF-8, chaque octet en %XX.",
                    null));
            return;
        }
        contexte.getUriInfo()
                .getQueryParameters()
                .forEach((nom, valeurs) -> valeurs.stream()
                        .flatMap(v -> Saisie.faute(v).stream())
                        .findFirst()
                        .ifPresent(f -> contexte.abortWith(Probleme.de(
                                400,
                                Saisie.CODE,
                                "Le paramètre « " + Saisie.montrer(nom) + " » contient " + f + ".",
                                Saisie.montrer(nom)))));
    }

    static boolean estBienCodee(String parametres) {
        if (parametres == null) {
            return true;
        }
        try {
            byte[] octets =
                    URLDecoder.decode(parametres, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException malCode) {
            return false;
        }
    }
}
