package fr.cnfpt.portail.securite;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Une redirection vers une adresse d'ici reste relative : le serveur, lui, la compléterait d'après {@code Host}, et
 * derrière un mandataire en https ramènerait en http, ou chez qui a écrit cet en-tête.
 */
final class ReponseRelative extends HttpServletResponseWrapper {

    ReponseRelative(HttpServletResponse reponse) {
        super(reponse);
    }

    /**
     * La mémoire que Faces garderait dans l'instance d'une redirection à l'autre : personne ne s'en sert, le témoin
     * reste ici.
     */
    @Override
    public void addCookie(Cookie temoin) {
        if (!temoin.getName().startsWith("csfcf")) {
            super.addCookie(temoin);
        }
    }

    @Override
    public void sendRedirect(String adresse) {
        resetBuffer();
        setStatus(SC_FOUND);
        setHeader("Location", adresse);
    }
}
