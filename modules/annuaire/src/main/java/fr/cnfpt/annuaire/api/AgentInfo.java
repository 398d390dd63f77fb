package fr.cnfpt.annuaire.api;

/**
 * Un agent tel que les autres modules le voient.
 *
 * @param matricule unique dans sa collectivité, donné par elle
 * @param categorie A, B ou C
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

    public String getNomComplet() {
        return nomComplet();
    }

    public long getId() {
        return id;
    }

    public String getMatricule() {
        return matricule;
    }

    public String getNom() {
        return nom;
    }

    public String getPrenom() {
        return prenom;
    }

    public String getCourriel() {
        return courriel;
    }

    public String getMetier() {
        return metier;
    }

    public String getService() {
        return service;
    }

    public String getCategorie() {
        return categorie;
    }

    public String getCadreEmplois() {
        return cadreEmplois;
    }

    public Long getResponsableId() {
        return responsableId;
    }
}
