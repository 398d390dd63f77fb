package fr.cnfpt.inscription.places.application;

import fr.cnfpt.catalogue.api.SessionPubliee;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Une session publiée sur inscription ouvre sa jauge, dans la transaction de la publication. */
@ApplicationScoped
@Transactional
public class OuvrirJauge {

    @Inject
    Places places;

    public void quand(@Observes SessionPubliee annonce) {
        if (annonce.session().surInscription()) {
            places.ouvrirJauge(annonce.session());
        }
    }
}
