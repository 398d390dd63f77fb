package fr.cnfpt.inscription.application;

import fr.cnfpt.catalogue.api.SessionsConfiees;
import fr.cnfpt.inscription.persistence.OrganisateursDesJauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Une session non finie qui change de délégation emporte sa jauge et ses bulletins. */
@ApplicationScoped
@Transactional
public class ConfierLesBulletins {

    @Inject
    OrganisateursDesJauges organisateurs;

    void quand(@Observes SessionsConfiees confiees) {
        organisateurs.confier(confiees.sessions(), confiees.structureId());
    }
}
