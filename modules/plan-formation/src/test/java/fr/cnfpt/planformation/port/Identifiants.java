package fr.cnfpt.planformation.port;

/** Donne aux objets des faux l'identifiant que la base donne aux vrais. */
public final class Identifiants {

    private static long suite;

    private Identifiants() {}

    public static void donner(Object objet) {
        try {
            java.lang.reflect.Field id = objet.getClass().getDeclaredField("id");
            id.setAccessible(true);
            if (id.get(objet) == null) {
                id.set(objet, ++suite);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
