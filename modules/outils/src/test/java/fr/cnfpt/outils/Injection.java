package fr.cnfpt.outils;

import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** Pose à la main ce que le conteneur injecterait, d'après le type du champ. */
public final class Injection {

    private Injection() {}

    /**
     * @param valeurs chacune va dans le champ injecté dont elle a le type
     * @return le bean
     * @throws IllegalArgumentException si une valeur ne convient à aucun champ
     */
    public static <T> T poser(T bean, Object... valeurs) {
        for (Object valeur : valeurs) {
            boolean posee = false;
            for (Field f : champs(bean.getClass())) {
                if ((f.isAnnotationPresent(Inject.class) || f.isAnnotationPresent(PersistenceContext.class))
                        && f.getType().isInstance(valeur)) {
                    ecrire(f, bean, valeur);
                    posee = true;
                }
            }
            if (!posee) {
                throw new IllegalArgumentException(bean.getClass().getSimpleName() + " n'attend pas de "
                        + valeur.getClass().getSimpleName());
            }
        }
        return bean;
    }

    /** Les siens, et ceux dont elle hérite. */
    public static List<Field> champs(Class<?> classe) {
        List<Field> champs = new ArrayList<>();
        for (Class<?> c = classe; c != null; c = c.getSuperclass()) {
            champs.addAll(List.of(c.getDeclaredFields()));
        }
        return champs;
    }

    private static void ecrire(Field f, Object bean, Object valeur) {
        try {
            f.setAccessible(true);
            f.set(bean, valeur);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
