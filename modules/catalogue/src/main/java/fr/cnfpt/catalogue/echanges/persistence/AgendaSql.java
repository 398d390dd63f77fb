package fr.cnfpt.catalogue.echanges.persistence;

import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.echanges.domain.Ics;
import fr.cnfpt.catalogue.sessions.domain.TempsDAgenda;
import fr.cnfpt.catalogue.sessions.persistence.Deroules;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les agendas, écrits de ce que la base sait des sessions et de leurs séances à l'instant. */
@ApplicationScoped
public class AgendaSql implements AgendaDesSessions {

    @Inject
    OffreDeFormation offre;

    @Inject
    Deroules deroules;

    @Inject
    Jdbi jdbi;

    @Inject
    Horloge horloge;

    @Override
    public Optional<String> ics(long session) {
        return agendas(Map.of(session, false)).stream()
                .findFirst()
                .map(a -> Ics.de(a, domaine(), organisateur(), horloge.maintenant()));
    }

    @Override
    public String calendrier(String nom, Map<Long, Boolean> sessions) {
        return Ics.abonnement(nom, agendas(sessions), domaine(), organisateur(), horloge.maintenant());
    }

    private static String domaine() {
        return URI.create(Parametres.adresse()).getHost();
    }

    private static String organisateur() {
        return Parametres.lire("iel.smtp.expediteur").orElse("ne-pas-repondre@iel.exemple");
    }

    private List<Ics.Agenda> agendas(Map<Long, Boolean> annulees) {
        Map<Long, SessionInfo> sessions = offre.sessions(annulees.keySet());
        Map<Long, Integer> versions = versions(sessions.keySet());
        Map<Long, List<TempsDAgenda>> temps = deroules.agendas(sessions.keySet());
        return annulees.keySet().stream()
                .map(sessions::get)
                .filter(Objects::nonNull)
                .map(s -> new Ics.Agenda(
                        s, versions.get(s.id()), temps.getOrDefault(s.id(), List.of()), annulees.get(s.id())))
                .toList();
    }

    private Map<Long, Integer> versions(Collection<Long> ids) {
        return jdbi.withHandle(h -> h.createQuery("select id, version from catalogue.session where id = any(:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .map((r, c) -> Map.entry(r.getLong("id"), r.getInt("version")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
