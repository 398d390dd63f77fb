package fr.cnfpt.portail.securite;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;

/**
 * L'entrée de l'API : un jeton porteur, et rien d'autre. Le témoin d'une page ne vaut pas sous {@code /api}, un jeton
 * ne vaut pas sur les pages : pas de falsification de requête possible contre l'API. Les pages sont l'affaire de
 * {@link GardeDesPages} ; ce qui est permis à qui, celle des cas d'usage.
 */
@ApplicationScoped
public class Porte implements HttpAuthenticationMechanism {

    /** Sur la requête, l'échec qui a empêché de lire le jeton. */
    public static final String ECHEC = "iel.porte.echec";

    @Inject
    Identification identification;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest requete, HttpServletResponse reponse, HttpMessageContext contexte) {
        return lire(requete)
                .map(u -> contexte.notifyContainerAboutLogin(u, Set.of(u.role().name())))
                .orElseGet(contexte::doNothing);
    }

    /** Lancé d'ici, l'échec rendrait une 500 vide : l'API le répond, comme ceux de ses ressources. */
    private Optional<Utilisateur> lire(HttpServletRequest requete) {
        try {
            return estApi(requete) ? parJeton(requete) : Optional.empty();
        } catch (RuntimeException e) {
            requete.setAttribute(ECHEC, e);
            return Optional.empty();
        }
    }

    static boolean estApi(HttpServletRequest requete) {
        return requete.getServletPath().startsWith("/api/");
    }

    private Optional<Utilisateur> parJeton(HttpServletRequest requete) {
        String entete = requete.getHeader("Authorization");
        return entete != null && entete.startsWith("Bearer ")
                ? identification.parJeton(entete.substring(7).strip())
                : Optional.empty();
    }
}
