package fr.cnfpt.outils.liste;

import java.util.function.Function;

/**
 * Une colonne d'une liste.
 *
 * @param code son nom dans l'adresse (tri, choix des colonnes)
 * @param texte ce qu'elle dit d'une ligne, en toutes lettres : c'est ce que l'export écrit
 * @param triable la liste sait s'ordonner par elle
 * @param siVarie se tait quand elle dirait la même chose à chaque ligne ; le texte est alors dit une fois
 * @param auDepart montrée tant que la personne n'a pas choisi ses colonnes
 */
public record ColonneDeListe<T>(
        String code, String titre, Function<T, String> texte, boolean triable, boolean siVarie, boolean auDepart) {

    public static <T> ColonneDeListe<T> de(String code, String titre, Function<T, String> texte) {
        return new ColonneDeListe<>(code, titre, texte, false, false, true);
    }

    public ColonneDeListe<T> triee() {
        return new ColonneDeListe<>(code, titre, texte, true, siVarie, auDepart);
    }

    public ColonneDeListe<T> seulementSiElleVarie() {
        return new ColonneDeListe<>(code, titre, texte, triable, true, auDepart);
    }

    public ColonneDeListe<T> surDemande() {
        return new ColonneDeListe<>(code, titre, texte, triable, siVarie, false);
    }

    /** Ce qu'elle dit de cette ligne ; jamais nul. */
    public String dire(T ligne) {
        String t = texte.apply(ligne);
        return t == null ? "" : t;
    }
}
