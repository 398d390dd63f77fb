package fr.cnfpt.outils.rest;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;

/**
 * La version d'une ressource, lue dans {@code ETag} et rendue dans {@code If-Match} (RFC 9110, 13.1.1). Toujours forte
 * : un ETag faible, une liste ou une étoile ne désignent pas une version et ne conviennent à aucune.
 */
public final class Version {

    private Version() {}

    public static void rendre(long version, HttpServletResponse reponse) {
        reponse.setHeader("ETag", "\"" + version + "\"");
    }

    /** @return la version que l'on dit changer, -1 si ce n'en est pas une ; 428 si l'en-tête manque */
    public static int exigee(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Probleme.refus(
                    428,
                    "version-absente",
                    "Dites quelle version vous changez : l'en-tête If-Match porte l'ETag de votre lecture.",
                    "If-Match");
        }
        return ifMatch.strip().matches("\"[0-9]{1,9}\"")
                ? Integer.parseInt(ifMatch.strip().replace("\"", ""))
                : -1;
    }

    public static WebApplicationException perimee() {
        return Probleme.refus(
                412,
                "version-perimee",
                "Ceci a changé depuis que vous l'avez lu ; rien n'est écrit. Relisez, puis renvoyez avec le nouvel ETag.",
                "If-Match");
    }
}
