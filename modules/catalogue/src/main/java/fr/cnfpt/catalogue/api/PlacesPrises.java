package fr.cnfpt.catalogue.api;

/**
 * Ce que le catalogue demande à qui tient les places (le module d'inscription, au-dessus de lui), pour ne retenir que
 * certaines sessions.
 */
public interface PlacesPrises {

    enum Critere {
        /** Une place est libre et personne ne l'attend. */
        LIBRE,
        /** Elle débute bientôt (règle datée), et n'a pas son minimum. */
        SOUS_LE_MINIMUM,
        /** Des demandes transmises attendent une réponse. */
        A_INSTRUIRE,
        /** À sélection, des demandes y attendent la décision. */
        EN_SELECTION,
        /** Des acceptés attendent leur convocation. */
        A_CONVOQUER
    }

    /**
     * La condition SQL, sans valeur à lier.
     *
     * @param session la colonne de l'identifiant de la session
     */
    String sql(Critere critere, String session);

    /**
     * De quoi classer par places libres : plus c'est grand, plus il en reste.
     *
     * @param session la colonne de l'identifiant de la session
     */
    default String libres(String session) {
        return "case when " + sql(Critere.LIBRE, session) + " then 1 else 0 end";
    }
}
