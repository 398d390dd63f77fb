package fr.cnfpt.acces.api;

import java.util.Set;

/**
 * La personne derrière un poste : ce que demandent les règles qui regardent la personne et non le poste. Un employeur
 * n'en apprend que le verdict. Lecture seule, sans contrôle de portée.
 */
public interface Personnes {

    /** Les postes (fiches d'agent) de la personne qui tient ou a tenu celui-ci, lui compris. */
    Set<Long> postesDeLaPersonne(long agentId);

    /** Les postes de la personne qui tient cette qualité ; vide si elle n'en a aucun. */
    Set<Long> postesDuCompte(long compteId);
}
