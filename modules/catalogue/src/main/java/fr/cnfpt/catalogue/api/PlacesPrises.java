package fr.cnfpt.catalogue.api;

/**
 * Ce que le catalogue demande des places à qui les tient (le module d'inscription, au-dessus de lui), pour ne montrer
 * que les sessions où il en reste.
 */
public interface PlacesPrises {

    /**
     * La condition SQL, sans valeur à lier, qui est vraie d'une session où une place est libre et que personne
     * n'attend.
     *
     * @param session la colonne de son identifiant
     */
    String libre(String session);
}
