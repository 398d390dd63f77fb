package fr.cnfpt.portail.securite;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * Un envoi qui refait toute la page reçoit un nombre neuf pour ses scripts. PrimeFaces attend celui de la page d'avant,
 * que son script ajoute aux formulaires : sans script, ou depuis une page restée ouverte, il n'y serait pas, et l'envoi
 * échouerait. Un échange partiel garde le sien, qui est celui du document ouvert.
 */
final class AvecNonce extends HttpServletRequestWrapper {

    private static final String NONCE = "primefaces.nonce";

    private final String neuf;

    private AvecNonce(HttpServletRequest envoi) {
        super(envoi);
        // la forme que PrimeFaces vérifie : 122 bits tirés au sort
        neuf = Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    }

    static HttpServletRequest pour(HttpServletRequest envoi) {
        boolean partiel = envoi.getHeader("Faces-Request") != null && envoi.getParameter(NONCE) != null;
        return partiel ? envoi : new AvecNonce(envoi);
    }

    @Override
    public String getParameter(String nom) {
        return NONCE.equals(nom) ? neuf : super.getParameter(nom);
    }
}
