package fr.cnfpt.attestation.transmissions.application;

import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions;
import fr.cnfpt.commun.Horloge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Une personne partie, ou détachée d'un poste qui n'était pas le sien, ne pourrait plus reprendre ce qu'elle a transmis
 * en cette qualité : cela se referme avec elle. Ce qu'une collectivité a transmis reste à ses autres gestionnaires.
 */
@ApplicationScoped
@Transactional
public class FinirLesTransmissions {

    @Inject
    Transmissions transmissions;

    @Inject
    Horloge horloge;

    public void quand(@Observes QualiteFinie qualite) {
        transmissions.finir(qualite.compteId(), "la fin de cette qualité", horloge.maintenant());
    }
}
