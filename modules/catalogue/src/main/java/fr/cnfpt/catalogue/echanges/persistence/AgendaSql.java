package fr.cnfpt.catalogue.echanges.persistence;

import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.echanges.domain.Ics;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/** Les agendas, écrits de ce que la base sait de la session à l'instant. */
@ApplicationScoped
public class AgendaSql implements AgendaDesSessions {

    @Inject
    OffreEnFlux offre;

    @Inject
    Horloge horloge;

    @Override
    public Optional<String> ics(long session) {
        String domaine = URI.create(Parametres.adresse()).getHost();
        return offre.session(session).map(o -> Ics.de(o, domaine, horloge.maintenant()));
    }
}
