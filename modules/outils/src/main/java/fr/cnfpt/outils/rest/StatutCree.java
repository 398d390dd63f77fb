package fr.cnfpt.outils.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Répond 201 à la réussite d'une méthode marquée {@link Cree}. */
@Provider
@Cree
public class StatutCree implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext requete, ContainerResponseContext reponse) {
        if (reponse.getStatus() == 200) {
            reponse.setStatus(201);
        }
    }
}
