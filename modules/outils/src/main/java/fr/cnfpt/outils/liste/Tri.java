package fr.cnfpt.outils.liste;

import java.util.Map;

/**
 * L'ordre demandé pour une liste : le code d'une colonne, un tiret devant s'il descend.
 *
 * @param colonne le code de la colonne, ou vide : l'ordre de la liste
 */
public record Tri(String colonne, boolean descendant) {

    public static final Tri AUCUN = new Tri("", false);

    public static Tri lire(String texte) {
        return texte.startsWith("-") ? new Tri(texte.substring(1), true) : new Tri(texte, false);
    }

    public String enTexte() {
        return (descendant ? "-" : "") + colonne;
    }

    /**
     * La clause {@code order by}, ses égalités départagées ; rien de l'adresse n'y entre.
     *
     * @param expressions l'expression SQL de chaque colonne qu'on sait trier
     * @param departage ce qui ordonne toujours, et seul quand rien n'est demandé ; finit par un identifiant
     */
    public String ordre(Map<String, String> expressions, String departage) {
        String expression = expressions.get(colonne);
        return " order by "
                + (expression == null ? "" : expression + (descendant ? " desc nulls last, " : " nulls last, "))
                + departage;
    }
}
