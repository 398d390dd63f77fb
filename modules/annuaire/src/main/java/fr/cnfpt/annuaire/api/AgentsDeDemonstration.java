package fr.cnfpt.annuaire.api;

/** Les agents engendrés de la démonstration ; aucun n'est une personne réelle. */
public interface AgentsDeDemonstration {

    /** Marque 40 collectivités, dont ces deux-ci, et y engendre des agents. @return combien, 0 si c'est déjà fait */
    int engendrer(String sirenPrincipal, String sirenVoisin);

    long collectivite(String siren);

    /** @return un agent qui a une équipe */
    long premierResponsable(long collectiviteId);

    /** @param rang 1 pour le premier @return cet agent de cette équipe, par matricule */
    long membre(long responsableId, int rang);

    /** La fiche que la même personne a chez cet autre employeur, créée s'il le faut. */
    long aussiChez(long agentId, long collectiviteId);
}
