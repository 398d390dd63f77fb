package fr.cnfpt.portail.rest;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.rest.Probleme;
import fr.cnfpt.portail.securite.Porte;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * L'API n'est ouverte qu'aux jetons : sous {@code /offre}, ceux d'une délégation, d'un institut ou du siège ; ailleurs,
 * ceux d'une collectivité (docs/adr/0046). Un jeton perdu n'ouvre que son côté.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class GardeDeLApi implements ContainerRequestFilter {

    private static final String OFFRE = "offre/";

    @Inject
    UtilisateurCourant courant;

    @Context
    ResourceInfo ressource;

    @Context
    HttpServletRequest requete;

    @Override
    public void filter(ContainerRequestContext contexte) {
        if (requete.getAttribute(Porte.ECHEC) instanceof RuntimeException echec) {
            throw echec;
        }
        if (!courant.estConnecte()) {
            contexte.abortWith(
                    Probleme.de(401, "jeton-refuse", "Présentez un jeton valide : Authorization: Bearer iel_…", null));
        } else if (tientLOffre(ressource.getResourceClass())) {
            if (!courant.get().est(Role.DELEGATION, Role.SIEGE)) {
                interdire(contexte, "Sous /offre, le jeton est celui d'une délégation, d'un institut ou du siège.");
            }
        } else if (!courant.get().est(Role.PARTENAIRE)) {
            interdire(
                    contexte,
                    "Ici, le jeton est celui d'une collectivité ; celui d'une délégation, d'un institut ou du siège vaut sous /offre.");
        }
    }

    /** D'après la ressource trouvée, et non d'après l'adresse, qui s'écrit de plusieurs façons. */
    private static boolean tientLOffre(Class<?> ressource) {
        Path chemin = ressource.getAnnotation(Path.class);
        return chemin != null && chemin.value().startsWith(OFFRE);
    }

    private static void interdire(ContainerRequestContext contexte, String detail) {
        contexte.abortWith(Probleme.de(403, "acces-interdit", detail, null));
    }
}
