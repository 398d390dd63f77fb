package fr.cnfpt.outils.regles.api;

import java.util.List;
import java.util.Map;

/**
 * Les règles d'un module. Chaque module qui en lit met ceci en œuvre une fois par famille : l'écran du siège les
 * rassemble pour les nommer, les borner et dire ce qu'elles touchent.
 */
public interface FamilleDeRegles {

    /** Celui de {@code outils.regle.famille}. */
    String code();

    /** L'ordre à l'écran, le plus petit d'abord. */
    int ordre();

    String libelle();

    List<RegleDeclaree> regles();

    /** Ce pour quoi une règle peut être précisée, et son nom ; dans l'ordre de l'écran. */
    default Map<String, String> precisions(String code) {
        return Map.of();
    }

    /** Ce que cette version toucherait, compté par le module, dans la transaction de l'appelant. */
    List<Touche> touche(ProjetDeRegle projet);

    default String cle(String code, String pour) {
        return code() + "." + code + (pour.isEmpty() ? "" : "." + pour);
    }
}
