package fr.cnfpt.portail.rest;

import fr.cnfpt.outils.rest.Probleme;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Le caractère nul, que PostgreSQL ne sait pas garder, est refusé à l'entrée : dans l'adresse. */
@Provider
public class TexteSansNul implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext contexte) {
        if (contexte.getUriInfo().getQueryParameters().values().stream()
                .flatMap(java.util.Collection::stream)
                .anyMatch(v -> v.indexOf(0) >= 0)) {
            contexte.abortWith(Probleme.de(
                    400, "parametre-invalide", "Un paramètre de l'adresse contient un caractère nul.", null));
        }
    }
}
