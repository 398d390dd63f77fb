package fr.cnfpt.portail.securite;

import fr.cnfpt.commun.Parametres;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;

/**
 * D'où vient un envoi. Les pages n'ont ni état ni jeton : c'est ce que le navigateur dit lui-même de l'envoi, et qu'un
 * script ne peut pas écrire, qui distingue nos formulaires de ceux d'un autre site (OWASP, CSRF Prevention).
 */
final class Origine {

    private Origine() {}

    /** Faux aussi quand rien n'est dit : tout navigateur d'aujourd'hui le dit d'un envoi. */
    static boolean estDIci(HttpServletRequest requete) {
        String relation = requete.getHeader("Sec-Fetch-Site");
        if (relation != null && !relation.equals("same-origin")) {
            return false;
        }
        String origine = requete.getHeader("Origin");
        if (origine == null) {
            return relation != null;
        }
        String d_ou = autorite(origine);
        return d_ou != null
                && (d_ou.equals(minuscules(requete.getHeader("Host"))) || d_ou.equals(autorite(Parametres.adresse())));
    }

    private static String autorite(String adresse) {
        try {
            return minuscules(URI.create(adresse).getAuthority());
        } catch (IllegalArgumentException illisible) {
            return null;
        }
    }

    private static String minuscules(String s) {
        return s == null ? null : s.toLowerCase(Locale.ROOT);
    }
}
