package fr.cnfpt.catalogue.imports.domain;

import java.util.Map;

/**
 * Ce qu'un fichier dit d'un stage ou d'une session, avant tout jugement.
 *
 * @param ligne où elle commence dans le fichier, la première étant 1
 * @param cellules une colonne absente du fichier n'y est pas ; présente et vide, elle y est vide
 */
public record LigneDOffre(int ligne, Map<ColonneDOffre, String> cellules) {

    /** {@code null} si le fichier n'a pas cette colonne, vide si la case l'est. */
    public String dit(ColonneDOffre c) {
        return cellules.get(c);
    }

    public boolean parle(ColonneDOffre c) {
        String dit = cellules.get(c);
        return dit != null && !dit.isEmpty();
    }

    public boolean estUneSession() {
        return parle(ColonneDOffre.DEBUT) || parle(ColonneDOffre.FIN) || parle(ColonneDOffre.SESSION);
    }

    /** Faux pour une ligne qui ne fait que nommer son stage. */
    public boolean ditUneFiche() {
        return cellules.keySet().stream().anyMatch(c -> c.deLaFiche() && parle(c));
    }
}
