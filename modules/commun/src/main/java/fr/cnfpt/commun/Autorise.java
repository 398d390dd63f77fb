package fr.cnfpt.commun;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Les rôles admis à un cas d'usage. C'est la porte unique : elle vaut pour les écrans, l'API et les batchs.
 * {@code SYSTEME} y est toujours admis. La portée (sa collectivité, son ressort) est vérifiée par le cas d'usage
 * lui-même.
 */
@InterceptorBinding
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Autorise {
    @Nonbinding
    Role[] value();

    /**
     * Vrai si ce cas d'usage vaut pour un gestionnaire qui ne répond que d'une branche : il y lit et y écrit selon sa
     * portée. Faux, il engage toute la collectivité, et lui est refusé.
     */
    @Nonbinding
    boolean deBranche() default false;
}
