package fr.cnfpt.ecommunautes.port;

import java.lang.reflect.Field;

/** Donne l'identifiant que la base aurait donné. */
public final class Numeroteur {

    private Numeroteur() {}

    public static void donner(Object entite, long id) {
        try {
            Field f = entite.getClass().getDeclaredField("id");
            f.setAccessible(true);
            f.set(entite, id);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
