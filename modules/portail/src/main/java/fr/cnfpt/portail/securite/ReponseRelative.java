package fr.cnfpt.portail.securite;

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

    @Override
    public void sendRedirect(String adresse) {
        resetBuffer();
        setStatus(SC_FOUND);
        setHeader("Location", adresse);
    }
}
