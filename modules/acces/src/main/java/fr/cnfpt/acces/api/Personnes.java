package fr.cnfpt.acces.api;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * La personne derrière un poste : ce que demandent les règles qui regardent la personne et non le poste. Un employeur
 * n'en apprend que le verdict. Lecture seule, sans contrôle de portée.
 */
public interface Personnes {

    /** Les postes (fiches d'agent) de la personne qui tient ou a tenu celui-ci, lui compris. */
    Set<Long> postesDeLaPersonne(long agentId);

    /** À chacun de ces postes, les autres de la même personne ; ceux d'une personne qui n'en a qu'un n'y sont pas. */
    Map<Long, Set<Long>> autresPostes(Collection<Long> agentIds);

    /** Les postes de la personne qui tient cette qualité ; vide si elle n'en a aucun. */
    Set<Long> postesDuCompte(long compteId);
}
