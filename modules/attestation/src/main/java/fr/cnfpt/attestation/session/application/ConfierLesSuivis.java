package fr.cnfpt.attestation.session.application;

import fr.cnfpt.attestation.session.persistence.OrganisateursDesSuivis;
import fr.cnfpt.catalogue.api.SessionsConfiees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Une session non finie qui change de délégation emporte le suivi de ses stagiaires ; une attestation délivrée ne bouge
 * pas.
 */
@ApplicationScoped
@Transactional
public class ConfierLesSuivis {

    @Inject
    OrganisateursDesSuivis organisateurs;

    void quand(@Observes SessionsConfiees confiees) {
        organisateurs.confier(confiees.sessions(), confiees.structureId());
    }
}
