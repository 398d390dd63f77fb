package fr.cnfpt.territorialisation.port;

import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.domain.ActionMutualisee;
import java.util.List;

/** Les actions mutualisées, une par année, périmètre et thème. */
public interface Actions {

    /** Met les actions d'un périmètre exactement dans cet état ; celles qui y étaient déjà gardent leur identifiant. */
    void remplacer(int annee, long perimetreId, List<ActionMutualisee> actions);

    /** Par nom de périmètre puis par libellé de thème. */
    List<ActionInfo> deLaStructure(int annee, long structureId);

    /** Par libellé de thème. */
    List<ActionInfo> duPerimetre(int annee, long perimetreId);
}
