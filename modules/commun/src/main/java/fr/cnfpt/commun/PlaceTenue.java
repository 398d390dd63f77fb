package fr.cnfpt.commun;

/**
 * La place que ce fil tient dans sa part du serveur (docs/adr/0034). Qui s'endort en attendant qu'un autre fasse son
 * travail la cède : elle en sert un autre, et répondre n'en demande plus.
 */
public final class PlaceTenue {

    private static final ThreadLocal<Runnable> ICI = new ThreadLocal<>();

    private PlaceTenue() {}

    /** @param ceder ce qui la donne à un autre ; sans effet la seconde fois, ou si trop de fils dorment déjà */
    public static void prise(Runnable ceder) {
        ICI.set(ceder);
    }

    public static void rendue() {
        ICI.remove();
    }

    /** Sans effet hors d'une part : une tâche, une épreuve. */
    public static void ceder() {
        Runnable ceder = ICI.get();
        if (ceder != null) {
            ceder.run();
        }
    }
}
