package fr.cnfpt.outils.regles.api;

/**
 * Ce qu'une règle touche, compté maintenant.
 *
 * @param libelle ce que c'est, accordé au nombre
 * @param note ce qui lui arrive, ou ce qui la protège
 */
public record Touche(long nombre, String libelle, String note) {

    public static Touche de(long nombre, String singulier, String pluriel, String note) {
        return new Touche(nombre, nombre > 1 ? pluriel : singulier, note);
    }
}
