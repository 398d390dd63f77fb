package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Horloge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Un réglage ou une personne change, ou le délai passe, pendant qu'une demande attend : l'avis qu'elle attendait peut
 * ne plus devoir venir. Dit pourquoi, pour chaque agent dont c'est le cas ; un responsable parti qu'on remplace donne
 * encore le sien.
 */
@ApplicationScoped
public class AvisAttendus {

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Horloge horloge;

    /** Une demande qui attend l'avis du responsable. */
    public record Attente(long bulletinId, long agentId, Instant depuis) {}

    /** À chacune de ces demandes dont l'avis n'est plus attendu, pourquoi ; les autres n'y sont pas. */
    public Map<Long, String> plusAttendus(Collection<Attente> attentes) {
        if (attentes.isEmpty()) {
            return Map.of();
        }
        Map<Long, AgentInfo> agents = annuaire.agents(
                attentes.stream().map(Attente::agentId).distinct().toList());
        Map<Long, CollectiviteInfo> collectivites = annuaire.collectivites(agents.values().stream()
                .map(AgentInfo::collectiviteId)
                .distinct()
                .toList());
        Map<Long, Circuit> circuits = annuaire.circuits(collectivites.keySet());
        List<Long> responsables = agents.values().stream()
                .map(AgentInfo::responsableId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<Long, LocalDate> departs = annuaire.departs(responsables);
        Set<Long> remplaces = acteurs.remplaces(departs.keySet());
        Map<Long, String> pourquoi = new HashMap<>();
        attentes.forEach(attente -> {
            AgentInfo a = agents.get(attente.agentId());
            CollectiviteInfo c = collectivites.get(a.collectiviteId());
            LocalDate depart = a.responsableId() == null ? null : departs.get(a.responsableId());
            if (!c.avisHierarchique()) {
                pourquoi.put(attente.bulletinId(), "la collectivité ne le demande plus");
            } else if (a.responsableId() == null) {
                pourquoi.put(attente.bulletinId(), "cet agent n'a plus de responsable");
            } else if (depart != null
                    && !depart.isAfter(horloge.aujourdhui(c.fuseau()))
                    && !remplaces.contains(a.responsableId())) {
                pourquoi.put(attente.bulletinId(), "son responsable a quitté la collectivité");
            } else {
                Integer jours = circuits.get(c.id()).attenteJours();
                if (jours != null && jours <= joursDepuis(attente.depuis(), c)) {
                    pourquoi.put(
                            attente.bulletinId(),
                            "sans réponse après " + jours + " jours, le délai que la collectivité a choisi");
                }
            }
        });
        return pourquoi;
    }

    private long joursDepuis(Instant depuis, CollectiviteInfo c) {
        return ChronoUnit.DAYS.between(depuis.atZone(c.fuseau()).toLocalDate(), horloge.aujourdhui(c.fuseau()));
    }
}
