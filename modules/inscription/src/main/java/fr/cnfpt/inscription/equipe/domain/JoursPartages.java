package fr.cnfpt.inscription.equipe.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Des jours qui se suivent où les mêmes personnes d'une équipe, deux au moins, sont en formation. */
public record JoursPartages(LocalDate du, LocalDate au, Set<Long> agents) {

    /** @param joursDeChacun par agent */
    public static List<JoursPartages> parmi(Map<Long, ? extends Collection<LocalDate>> joursDeChacun) {
        SortedMap<LocalDate, Set<Long>> parJour = new TreeMap<>();
        joursDeChacun.forEach((agent, jours) -> jours.forEach(
                j -> parJour.computeIfAbsent(j, x -> new TreeSet<>()).add(agent)));
        List<JoursPartages> partages = new ArrayList<>();
        parJour.forEach((jour, agents) -> {
            JoursPartages dernier = partages.isEmpty() ? null : partages.get(partages.size() - 1);
            if (agents.size() < 2) {
                return;
            }
            if (dernier != null
                    && dernier.au().plusDays(1).equals(jour)
                    && dernier.agents().equals(agents)) {
                partages.set(partages.size() - 1, new JoursPartages(dernier.du(), jour, agents));
            } else {
                partages.add(new JoursPartages(jour, jour, agents));
            }
        });
        return partages;
    }

    public boolean touche(long agent, LocalDate jour) {
        return agents.contains(agent) && !jour.isBefore(du) && !jour.isAfter(au);
    }
}
