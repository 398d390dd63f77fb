package fr.cnfpt.outils.rest;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Une méthode de l'API qui crée : elle déclare l'en-tête {@link #CLE}, que le contrat exige, et le même envoi sous la
 * même clé ne se fait qu'une fois, sa première réponse étant rendue aux suivants. Voir docs/adr/0020.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UneSeuleFois {

    String CLE = "Idempotency-Key";

    /**
     * Vrai si l'acte a sa propre transaction, où il garde lui-même sa réponse : il la prend par
     * {@link fr.cnfpt.outils.rest.application.FaireUneFois#confie()}.
     */
    @Nonbinding
    boolean parLActe() default false;
}
