package fr.cnfpt.annuaire.api;

/** Les agents engendrés de la démonstration ; aucun n'est une personne réelle. */
public interface AgentsDeDemonstration {

    /** Marque 40 collectivités, dont ces deux-ci, et y engendre des agents. @return combien, 0 si c'est déjà fait */
    int engendrer(String sirenPrincipal, String sirenVoisin);

    long collectivite(String siren);

    /** @return un agent qui a une équipe */
    long premierResponsable(long collectiviteId);

    /** @return le premier agent de cette équipe */
    long premierDe(long responsableId);
}
