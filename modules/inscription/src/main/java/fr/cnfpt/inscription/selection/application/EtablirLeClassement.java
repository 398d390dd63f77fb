package fr.cnfpt.inscription.selection.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.selection.domain.Candidature;
import fr.cnfpt.inscription.selection.domain.Classement;
import fr.cnfpt.inscription.selection.domain.Classement.Bareme;
import fr.cnfpt.inscription.selection.domain.Classement.Place;
import fr.cnfpt.inscription.selection.persistence.ReglesDeSelection;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.inscription.selection.persistence.Selections.Decision;
import fr.cnfpt.inscription.selection.persistence.Selections.EnLice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Le classement d'aujourd'hui, des faits d'aujourd'hui ; ou celui d'une décision, de ceux qu'elle a gardés. */
@ApplicationScoped
public class EtablirLeClassement {

    @Inject
    Selections selections;

    @Inject
    ReglesDeSelection regles;

    @Inject
    Personnes personnes;

    @Inject
    Horloge horloge;

    public Bareme bareme(SessionInfo s) {
        return regles.bareme(horloge.aujourdhui(s.fuseau()));
    }

    public List<Place> aujourdhui(SessionInfo s, Bareme bareme) {
        List<EnLice> enLice = selections.enLice(s.id());
        Set<Long> formes = dejaFormes(enLice, s.id());
        return Classement.classer(
                enLice.stream()
                        .map(e -> new Candidature(
                                e.bulletinId(), e.prioritaire(), !formes.contains(e.agentId()), e.rang(), e.ecart()))
                        .toList(),
                s.capacite(),
                bareme);
    }

    /** La décision refaite, de ses seules entrées. */
    public List<Place> rejouer(Decision d) {
        return Classement.classer(
                selections.candidatures(d.sessionId()),
                d.places(),
                regles.bareme(d.reglePriorite(), d.reglePremiere()));
    }

    /** De ces agents, ceux qui ont une formation suivie ou une place acquise, de quelque poste que ce soit. */
    private Set<Long> dejaFormes(List<EnLice> enLice, long session) {
        List<Long> agents = enLice.stream().map(EnLice::agentId).toList();
        Map<Long, Set<Long>> autres = personnes.autresPostes(agents);
        List<Long> postes = new ArrayList<>(agents);
        autres.values().forEach(postes::addAll);
        Set<Long> formes = selections.dejaFormes(postes, session);
        return agents.stream()
                .filter(a -> formes.contains(a)
                        || autres.getOrDefault(a, Set.of()).stream().anyMatch(formes::contains))
                .collect(Collectors.toSet());
    }
}
