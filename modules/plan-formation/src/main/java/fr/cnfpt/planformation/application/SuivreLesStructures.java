package fr.cnfpt.planformation.application;

import fr.cnfpt.annuaire.api.StructureRemplacee;
import fr.cnfpt.planformation.persistence.Destinataires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Quand des délégations fusionnent, les plans de l'année et des suivantes vont à celle qui succède ; les synthèses
 * faites restent.
 */
@ApplicationScoped
@Transactional
public class SuivreLesStructures {

    @Inject
    Destinataires destinataires;

    void quand(@Observes StructureRemplacee fusion) {
        destinataires.confier(fusion.ancienne(), fusion.nouvelle(), fusion.annee());
    }
}
