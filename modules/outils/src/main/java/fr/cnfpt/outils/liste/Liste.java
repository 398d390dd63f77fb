package fr.cnfpt.outils.liste;

import java.util.List;

/**
 * Une liste que l'on filtre, que l'on trie et que l'on emporte. Elle ne lit que par les cas d'usage, qui bornent chacun
 * à ce qui est à lui ; elle ne garde rien d'une demande à l'autre.
 */
public interface Liste<T> {

    /** Les lignes d'une page. */
    record Page<T>(List<T> lignes, long total) {}

    /** Son nom, qui sera celui du fichier emporté : « Agents ». */
    String titre();

    /** Les colonnes que cette personne peut voir, la première étant celle qui nomme la ligne. */
    List<ColonneDeListe<T>> colonnes();

    /** @param premiere le rang de la première ligne voulue, à partir de 0 */
    Page<T> lire(DemandeDeListe demande, int premiere, int combien);

    /** Combien de lignes par page. */
    default int taille() {
        return 50;
    }
}
