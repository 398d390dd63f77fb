package fr.cnfpt.commun;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Refuse l'appel d'un cas d'usage à qui n'a pas l'un des rôles de son {@link Autorise}, avant qu'une transaction ne
 * s'ouvre.
 */
@Autorise({})
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class AutoriseInterceptor {

    /** Pourquoi un gestionnaire d'une branche est refusé. */
    public static final String DE_TOUTE_LA_COLLECTIVITE =
            "Vous répondez d'une partie des services : ceci engage toute la collectivité, et revient à ses gestionnaires qui répondent d'elle entière.";

    @Inject
    UtilisateurCourant courant;

    @AroundInvoke
    Object verifier(InvocationContext appel) throws Exception {
        Autorise exige = appel.getMethod().getAnnotation(Autorise.class);
        if (exige == null) {
            exige = classe(appel.getTarget().getClass()).getAnnotation(Autorise.class);
        }
        Utilisateur u = courant.get();
        if (exige != null && u.role() != Role.SYSTEME && !u.est(exige.value())) {
            throw Refus.interdit("Votre rôle (" + u.role().libelle().toLowerCase() + ") ne permet pas cette action.");
        }
        if (exige != null && u.estDeBranche() && !exige.deBranche()) {
            throw Refus.interdit(DE_TOUTE_LA_COLLECTIVITE);
        }
        return appel.proceed();
    }

    private static Class<?> classe(Class<?> c) {
        while (c.isSynthetic() || c.getName().contains("$Proxy$") || c.getName().contains("$$")) {
            c = c.getSuperclass();
        }
        return c;
    }
}
