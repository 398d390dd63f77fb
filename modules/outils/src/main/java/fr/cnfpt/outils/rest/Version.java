package fr.cnfpt.outils.rest;

import fr.cnfpt.commun.Refus;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/**
 * La version d'une ressource, lue dans {@code ETag} et rendue dans {@code If-Match} (RFC 9110, 13.1.1). Toujours forte
 * : un ETag faible, une liste ou une étoile ne désignent pas une version et ne conviennent à aucune.
 */
public final class Version {

    /** L'en-tête qui dit quelle version on change ; le contrat l'exige là où une méthode le déclare. */
    public static final String SI = "If-Match";

    private Version() {}

    public static void rendre(long version, HttpServletResponse reponse) {
        reponse.setHeader("ETag", "\"" + version + "\"");
    }

    /** De même, de ce qui n'a pas de numéro : son empreinte change dès qu'il change. */
    public static void rendre(String empreinte, HttpServletResponse reponse) {
        reponse.setHeader("ETag", "\"" + empreinte + "\"");
    }

    /**
     * Ce qui n'a pas changé depuis l'empreinte que le lecteur en a gardée ({@code If-None-Match}) ne se renvoie pas :
     * 304.
     *
     * @param empreinte change dès que la chose change
     */
    public static Response selon(String empreinte, Request demande, Object corps) {
        EntityTag version = new EntityTag(empreinte);
        Response.ResponseBuilder pareil = demande.evaluatePreconditions(version);
        return (pareil == null ? Response.ok(corps) : pareil).tag(version).build();
    }

    /** @return la version que l'on dit changer, -1 si ce n'en est pas une ; 428 si l'en-tête manque */
    public static int exigee(String ifMatch) {
        String dite = empreinteExigee(ifMatch);
        return dite.matches("[0-9]{1,9}") ? Integer.parseInt(dite) : -1;
    }

    /** @return l'empreinte que l'on dit avoir lue, vide si ce n'en est pas une ; 428 si l'en-tête manque */
    public static String empreinteExigee(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Probleme.refus(
                    428,
                    "version-absente",
                    "Dites quelle version vous changez : l'en-tête If-Match porte l'ETag de votre lecture.",
                    SI);
        }
        String dit = ifMatch.strip();
        return dit.matches("\"[0-9a-f]{1,128}\"") ? dit.replace("\"", "") : "";
    }

    /**
     * L'acte sur ce qu'on a lu : si un autre l'a changé depuis, 412, et non le refus que lirait une page.
     *
     * @param change le code de ce refus
     */
    public static <T> T siPareille(String change, Supplier<T> acte) {
        try {
            return acte.get();
        } catch (Refus refus) {
            throw refus.code().equals(change) ? perimee() : refus;
        }
    }

    public static WebApplicationException perimee() {
        return Probleme.refus(
                412,
                "version-perimee",
                "Ceci a changé depuis que vous l'avez lu ; rien n'est écrit. Relisez, puis renvoyez avec le nouvel ETag.",
                SI);
    }
}
