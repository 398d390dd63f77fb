package fr.cnfpt.territorialisation.api;

import java.util.List;
import java.util.Optional;

/**
 * Ce que la territorialisation dit et décide pour les autres modules. Sans contrôle de portée : l'appelant sait pour
 * qui il demande.
 */
public interface Territoires {

    /** Les périmètres d'une délégation, par identifiant croissant : un parcours interrompu reprend où il en était. */
    List<PerimetreInfo> perimetres(long structureId);

    Optional<PerimetreInfo> perimetreDeLEpci(String siren);

    /** Les thèmes, par libellé, avec le seuil qui vaut au 1er janvier de cette année. */
    List<ThemeInfo> themes(int annee);

    /**
     * Décide de toutes les actions d'un périmètre pour une année. Rejouable : le même appel donne le même état, et un
     * thème qui n'est plus demandé n'a plus d'action. Réservé aux traitements ({@code SYSTEME}).
     */
    void decider(int annee, long perimetreId, List<BesoinRegroupe> besoins);

    /** Les actions d'une délégation, par périmètre puis par libellé de thème. */
    List<ActionInfo> actions(int annee, long structureId);

    /** Les actions d'un périmètre, par libellé de thème. */
    List<ActionInfo> actionsDuPerimetre(int annee, long perimetreId);
}
