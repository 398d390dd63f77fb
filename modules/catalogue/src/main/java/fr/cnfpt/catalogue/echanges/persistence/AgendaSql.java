package fr.cnfpt.catalogue.echanges.persistence;

import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.echanges.domain.DemiJournee;
import fr.cnfpt.catalogue.echanges.domain.Ics;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    @Override
    public String calendrier(String nom, Map<Long, Boolean> sessions) {
        Map<Long, List<DemiJournee>> demiJournees =
                offre.demiJournees(sessions.keySet()).stream().collect(Collectors.groupingBy(DemiJournee::sessionId));
        Ics.Calendrier calendrier =
                new Ics.Calendrier(nom, URI.create(Parametres.adresse()).getHost(), horloge.maintenant());
        offre.sessions(sessions.keySet())
                .forEach(o -> calendrier.ajouter(
                        o, demiJournees.getOrDefault(o.sessionId(), List.of()), sessions.get(o.sessionId())));
        return calendrier.finir();
    }
}
