package fr.cnfpt.planformation.api;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Role;
import java.util.List;

/**
 * Ce que le plan de formation demande à qui tient les places (le module d'inscription, au-dessus de lui) : inscrire,
 * dans la transaction qui ouvre une session sur mesure, les agents que leurs employeurs avaient nommés.
 */
public interface InscrireLesNommes {

    /** Chacun pour soi : ce qui empêche l'un n'arrête pas les autres. @return un sort par agent, dans leur ordre */
    List<Sort> executer(SessionInfo session, List<Nomme> nommes);

    /**
     * @param compteId qui l'a nommé, au nom de son employeur
     * @param role GESTIONNAIRE_RH, ou PARTENAIRE pour son SIRH
     */
    record Nomme(long agentId, long compteId, String par, Role role) {}

    /**
     * @param bulletinId {@code null} : il n'est pas inscrit
     * @param dit ce qui l'empêche, ou son rang en liste d'attente ; {@code null} : il a une place
     */
    record Sort(long agentId, Long bulletinId, String dit) {}
}
