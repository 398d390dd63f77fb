package fr.cnfpt.acces.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

    /**
     * Un poste, et l'autre poste de la même personne que les deux employeurs ont déclaré d'un même statut
     * (docs/adr/0031).
     *
     * @param depuis quand le second des deux l'a déclaré
     */
    record StatutCommun(long poste, long autre, long autreCollectivite, Instant depuis) {}

    /** Les statuts que ces postes partagent aujourd'hui. */
    List<StatutCommun> statutsCommuns(Collection<Long> agentIds);

    /** De même, ceux des agents de ces collectivités. */
    List<StatutCommun> statutsCommunsDe(Collection<Long> collectiviteIds);
}
