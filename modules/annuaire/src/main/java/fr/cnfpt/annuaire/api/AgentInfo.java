package fr.cnfpt.annuaire.api;

/**
 * Un agent tel que les autres modules le voient.
 *
 * @param matricule unique dans sa collectivité, donné par elle
 * @param categorie A, B ou C ; {@code null} : son statut n'en a pas
 * @param responsableId l'agent qui est son N+1, ou {@code null}
 */
public record AgentInfo(
        long id,
        long collectiviteId,
        String matricule,
        String nom,
        String prenom,
        String courriel,
        String metier,
        String service,
        String categorie,
        String cadreEmplois,
        Long responsableId) {

    /** « Prénom NOM » */
    public String nomComplet() {
        return prenom + " " + nom.toUpperCase(java.util.Locale.FRENCH);
    }
}
