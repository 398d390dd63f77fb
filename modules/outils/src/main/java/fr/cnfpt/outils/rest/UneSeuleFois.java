package fr.cnfpt.outils.rest;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Une méthode de l'API qui crée : elle déclare l'en-tête {@link #CLE}, et le même envoi sous la même clé ne se fait
 * qu'une fois, sa première réponse étant rendue aux suivants. Voir docs/adr/0020.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UneSeuleFois {

    String CLE = "Idempotency-Key";
}
