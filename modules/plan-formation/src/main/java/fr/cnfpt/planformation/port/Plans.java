package fr.cnfpt.planformation.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Les plans de formation. */
public interface Plans {

    Optional<Plan> de(long collectiviteId, int annee);

    /** Le même, retenu jusqu'à la fin de la transaction : un ajout et une transmission simultanés se suivent. */
    Optional<Plan> pourModifier(long collectiviteId, int annee);

    /** @throws fr.cnfpt.commun.Refus conflit, si la collectivité a déjà un plan cette année-là */
    void ajouter(Plan plan);

    boolean existe(int annee);

    /** Combien de plans de cette année sont transmis à une délégation, ou à celles qu'elle a remplacées. */
    long transmis(int annee, Portee portee);

    /** Les besoins des plans transmis de ces collectivités, par thème, en une lecture. */
    List<BesoinRegroupe> regrouper(int annee, Collection<Long> collectivites);
}
