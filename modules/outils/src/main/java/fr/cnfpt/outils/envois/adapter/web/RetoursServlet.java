package fr.cnfpt.outils.envois.adapter.web;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.outils.envois.application.RecevoirLesRetours;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Le serveur de messagerie y pose, tels quels, les courriels reçus à l'adresse de retour ({@code iel.smtp.retour}). Il
 * donne le secret {@code iel.smtp.retour.jeton} ; sans ce réglage, ou sans lui, il n'y a rien ici.
 */
@WebServlet("/retours")
public class RetoursServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    static final int SECRET = 32;
    private static final int TAILLE = 1 << 20;

    @Inject
    transient RecevoirLesRetours retours;

    @Override
    protected void doPost(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        if (!permis(requete.getHeader("Authorization"))) {
            reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] message = requete.getInputStream().readNBytes(TAILLE + 1);
        if (message.length > TAILLE) {
            reponse.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        // Noté ou sans effet, il n'est pas à reposer : le serveur de messagerie n'a rien de plus à faire.
        reponse.setStatus(
                retours.executer(message) ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_ACCEPTED);
    }

    static boolean permis(String entete) {
        Optional<String> jeton = Parametres.lire("iel.smtp.retour.jeton").filter(j -> j.length() >= SECRET);
        return jeton.isPresent()
                && entete != null
                && MessageDigest.isEqual(octets("Bearer " + jeton.get()), octets(entete));
    }

    private static byte[] octets(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }
}
