package fr.cnfpt.annuaire.api;

/** La portée de qui agit, lue en base. */
public interface Portees {

    /**
     * Calculée au premier appel de la requête, en une lecture au plus : rien pour un agent, un formateur ou le siège.
     *
     * @throws fr.cnfpt.commun.Refus interdit, si personne n'est connecté ou si son compte n'a pas ce que son rôle
     *     demande
     */
    Portee courante();
}
