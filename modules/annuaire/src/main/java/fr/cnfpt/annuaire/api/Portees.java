package fr.cnfpt.annuaire.api;

/** Les portées, lues en base. */
public interface Portees {

    /**
     * Celle de qui agit. Calculée au premier appel de la requête, en une lecture au plus : rien pour un agent, un
     * formateur ou le siège.
     *
     * @throws fr.cnfpt.commun.Refus interdit, si personne n'est connecté ou si son compte n'a pas ce que son rôle
     *     demande
     */
    Portee courante();

    /** Celle d'une délégation ou d'un institut, pour qui l'a choisi : le siège, un traitement. */
    Portee deLaStructure(long structureId);
}
