package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.catalogue.api.SessionsConfiees;
import fr.cnfpt.ecommunautes.persistence.OrganisateursDesCommunautes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Une session non finie qui change de délégation emporte sa communauté de stage. */
@ApplicationScoped
@Transactional
public class ConfierLesCommunautes {

    @Inject
    OrganisateursDesCommunautes organisateurs;

    void quand(@Observes SessionsConfiees confiees) {
        organisateurs.confier(confiees.sessions(), confiees.structureId());
    }
}
