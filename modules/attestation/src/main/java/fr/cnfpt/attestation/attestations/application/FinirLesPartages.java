package fr.cnfpt.attestation.attestations.application;

import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.commun.Horloge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Une personne partie, ou détachée d'un poste qui n'était pas le sien : cet employeur ne voit plus ce qu'elle avait
 * partagé en cette qualité.
 */
@ApplicationScoped
@Transactional
public class FinirLesPartages {

    @Inject
    Attestations attestations;

    @Inject
    Horloge horloge;

    public void quand(@Observes QualiteFinie qualite) {
        attestations.reprendreTout(qualite.compteId(), horloge.maintenant());
    }
}
