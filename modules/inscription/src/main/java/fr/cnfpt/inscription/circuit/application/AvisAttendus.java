package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Horloge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Un réglage ou une personne change pendant qu'une demande attend : l'avis qu'elle attendait peut ne plus devoir venir.
 * Dit pourquoi, pour chaque agent dont c'est le cas ; un responsable parti qu'on remplace donne encore le sien.
 */
@ApplicationScoped
public class AvisAttendus {

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Horloge horloge;

    /** À chaque agent dont l'avis du responsable n'est plus attendu, pourquoi ; les autres n'y sont pas. */
    public Map<Long, String> plusAttendus(Collection<Long> agentIds) {
        Map<Long, AgentInfo> agents = annuaire.agents(agentIds);
        Map<Long, CollectiviteInfo> collectivites = annuaire.collectivites(agents.values().stream()
                .map(AgentInfo::collectiviteId)
                .distinct()
                .toList());
        List<Long> responsables = agents.values().stream()
                .map(AgentInfo::responsableId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<Long, LocalDate> departs = annuaire.departs(responsables);
        Set<Long> remplaces = acteurs.remplaces(departs.keySet());
        Map<Long, String> pourquoi = new HashMap<>();
        agents.values().forEach(a -> {
            CollectiviteInfo c = collectivites.get(a.collectiviteId());
            LocalDate depart = a.responsableId() == null ? null : departs.get(a.responsableId());
            if (!c.avisHierarchique()) {
                pourquoi.put(a.id(), "la collectivité ne le demande plus");
            } else if (a.responsableId() == null) {
                pourquoi.put(a.id(), "cet agent n'a plus de responsable");
            } else if (depart != null
                    && !depart.isAfter(horloge.aujourdhui(c.fuseau()))
                    && !remplaces.contains(a.responsableId())) {
                pourquoi.put(a.id(), "son responsable a quitté la collectivité");
            }
        });
        return pourquoi;
    }
}
