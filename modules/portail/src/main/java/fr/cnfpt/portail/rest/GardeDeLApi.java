package fr.cnfpt.portail.rest;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.rest.Probleme;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** L'API n'est ouverte qu'aux jetons de partenaires. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class GardeDeLApi implements ContainerRequestFilter {

    @Inject
    UtilisateurCourant courant;

    @Override
    public void filter(ContainerRequestContext contexte) {
        if (!courant.estConnecte()) {
            contexte.abortWith(
                    Probleme.de(401, "jeton-refuse", "Présentez un jeton valide : Authorization: Bearer iel_…", null));
        } else if (!courant.get().est(Role.PARTENAIRE)) {
            contexte.abortWith(Probleme.de(403, "acces-interdit", "L'API est réservée aux comptes partenaires.", null));
        }
    }
}
