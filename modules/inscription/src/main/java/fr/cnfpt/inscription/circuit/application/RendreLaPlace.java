package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Un bulletin sorti rend ce qu'il tenait ; une place va à la file, si c'en est encore le moment. */
@ApplicationScoped
public class RendreLaPlace {

    @Inject
    Places places;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Horloge horloge;

    public void executer(SessionInfo session, boolean tenaitUnePlace) {
        LocalDate jour = horloge.aujourdhui(session.fuseau());
        places.rendre(
                session.id(),
                tenaitUnePlace,
                Ouverture.promeut(session, jour, regles.joursDePromotion(jour)),
                horloge.maintenant());
    }
}
