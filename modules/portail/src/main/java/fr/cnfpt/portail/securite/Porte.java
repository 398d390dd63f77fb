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
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Les deux entrées : jeton porteur sous {@code /api}, session ouverte par la page de connexion ailleurs. Une session ne
 * vaut pas sous {@code /api} et un jeton ne vaut pas sur les pages : pas de falsification de requête possible contre
 * l'API. Ce qui est permis à qui est l'affaire de {@link GardeDesPages} et des cas d'usage.
 */
@ApplicationScoped
public class Porte implements HttpAuthenticationMechanism {

    /** L'attribut de session qui porte l'utilisateur connecté. */
    public static final String SESSION = "iel.utilisateur";

    /**
     * L'attribut de session qui porte ce que la connexion a rendu : s'il n'est plus celui du compte, la session ne vaut
     * plus.
     */
    public static final String VERSION_DE_SESSION = "iel.session";

    @Inject
    Identification identification;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest requete, HttpServletResponse reponse, HttpMessageContext contexte) {
        Optional<Utilisateur> utilisateur = estApi(requete) ? parJeton(requete) : parSession(requete);
        return utilisateur
                .map(u -> contexte.notifyContainerAboutLogin(u, Set.of(u.role().name())))
                .orElseGet(contexte::doNothing);
    }

    /** L'attribut de session posé tant que l'on agit pour une collectivité rattachée. */
    public static final String POUR_UNE_AUTRE = "iel.pourUneAutre";

    /**
     * La même personne agissant pour une autre collectivité : une session neuve, où ne passe que ce qui tient à la
     * personne. Les pages ouvertes pour l'ancienne sont périmées et n'agissent pas pour la nouvelle.
     */
    public static void changerDeCollectivite(
            HttpServletRequest requete, Utilisateur utilisateur, boolean pourUneAutre) {
        HttpSession ancienne = requete.getSession();
        Map<String, Object> gardes = new HashMap<>();
        ancienne.getAttributeNames().asIterator().forEachRemaining(nom -> {
            if (nom.startsWith("iel.")) {
                gardes.put(nom, ancienne.getAttribute(nom));
            }
        });
        ancienne.invalidate();
        HttpSession neuve = requete.getSession(true);
        gardes.forEach(neuve::setAttribute);
        neuve.setAttribute(SESSION, utilisateur);
        if (pourUneAutre) {
            neuve.setAttribute(POUR_UNE_AUTRE, true);
        } else {
            neuve.removeAttribute(POUR_UNE_AUTRE);
        }
    }

    /** Ouvre la session de cette personne, sous un nouvel identifiant. */
    public static void ouvrir(HttpServletRequest requete, Identification.Entree entree) {
        requete.getSession(true);
        requete.changeSessionId();
        requete.getSession().setAttribute(SESSION, entree.utilisateur());
        requete.getSession().setAttribute(VERSION_DE_SESSION, entree.session());
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

    private static Optional<Utilisateur> parSession(HttpServletRequest requete) {
        HttpSession session = requete.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((Utilisateur) session.getAttribute(SESSION));
    }
}
