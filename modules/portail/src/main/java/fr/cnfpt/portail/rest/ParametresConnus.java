package fr.cnfpt.portail.rest;

import fr.cnfpt.outils.rest.Probleme;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Un paramètre d'adresse que la méthode ne déclare pas est refusé par son nom : un filtre mal orthographié rendrait
 * sinon toute la liste, et l'on croirait qu'il a filtré. De même un paramètre donné deux fois quand un seul est lu.
 */
@Provider
public class ParametresConnus implements ContainerRequestFilter {

    /** Par méthode : le nom de ses paramètres, et s'ils se répètent. */
    private static final Map<Method, Map<String, Boolean>> DECLARES = new ConcurrentHashMap<>();

    @Context
    ResourceInfo ressource;

    @Override
    public void filter(ContainerRequestContext contexte) {
        Method methode = ressource.getResourceMethod();
        Map<String, List<String>> recus = contexte.getUriInfo().getQueryParameters();
        if (methode == null || recus.isEmpty()) {
            return;
        }
        Map<String, Boolean> attendus = DECLARES.computeIfAbsent(methode, ParametresConnus::declares);
        for (Map.Entry<String, List<String>> recu : recus.entrySet()) {
            String nom = recu.getKey();
            if (!attendus.containsKey(nom)) {
                contexte.abortWith(Probleme.de(
                        400,
                        "parametre-inconnu",
                        "Le paramètre « " + nom + " » n'existe pas ici. "
                                + (attendus.isEmpty()
                                        ? "Cette adresse n'en prend aucun."
                                        : "Attendus : " + String.join(", ", attendus.keySet()) + "."),
                        nom));
                return;
            }
            if (recu.getValue().size() > 1 && !attendus.get(nom)) {
                contexte.abortWith(Probleme.de(
                        400, "parametre-repete", "Le paramètre « " + nom + " » se donne une seule fois.", nom));
                return;
            }
        }
    }

    private static Map<String, Boolean> declares(Method methode) {
        Map<String, Boolean> noms = new TreeMap<>();
        Arrays.stream(methode.getParameters())
                .filter(p -> p.isAnnotationPresent(QueryParam.class))
                .forEach(p -> noms.put(
                        p.getAnnotation(QueryParam.class).value(), Collection.class.isAssignableFrom(p.getType())));
        return noms;
    }
}
