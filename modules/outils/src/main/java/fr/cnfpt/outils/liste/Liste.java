package fr.cnfpt.outils.liste;

import java.util.List;

/**
 * Une liste que l'on filtre, que l'on trie et que l'on emporte. Elle ne lit que par les cas d'usage, qui bornent chacun
 * à ce qui est à lui ; elle ne garde rien d'une demande à l'autre.
 */
public interface Liste<T> {

    /** Les lignes d'une page. */
    record Page<T>(List<T> lignes, long total) {

        /** Celle d'une liste qui tient en mémoire. */
        public static <T> Page<T> parmi(List<T> toutes, int premiere, int combien) {
            return new Page<>(toutes.stream().skip(premiere).limit(combien).toList(), toutes.size());
        }
    }

    /** Son nom de bean CDI : un export en arrière-plan la retrouve par lui. */
    String nom();

    /** Son nom pour la personne, qui sera celui du fichier emporté : « Agents ». */
    String titre();

    /** Les colonnes que cette personne peut voir, la première étant celle qui nomme la ligne. */
    List<ColonneDeListe<T>> colonnes();

    /** @param premiere le rang de la première ligne voulue, à partir de 0 */
    Page<T> lire(DemandeDeListe demande, int premiere, int combien);

    /** Celles que la demande montre ; la première, qui nomme la ligne, l'est toujours. */
    default List<ColonneDeListe<T>> colonnesDe(DemandeDeListe demande) {
        List<ColonneDeListe<T>> toutes = colonnes();
        return toutes.stream()
                .filter(c -> c.equals(toutes.get(0))
                        || (demande.colonnes().isEmpty()
                                ? c.auDepart()
                                : demande.colonnes().contains(c.code())))
                .toList();
    }

    /** Combien de lignes par page. */
    default int taille() {
        return 50;
    }
}
