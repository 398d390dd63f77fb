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
}
