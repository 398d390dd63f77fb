package fr.cnfpt.commun;

/**
 * Les rôles, du plus proche de l'agent au plus national. {@code SYSTEME} est celui des traitements, jamais d'un compte.
 */
public enum Role {
    AGENT("Agent"),
    RESPONSABLE("Responsable hiérarchique"),
    GESTIONNAIRE_RH("Gestionnaire RH"),
    FORMATEUR("Formateur"),
    DELEGATION("Délégation"),
    SIEGE("Siège"),
    PARTENAIRE("Partenaire (API)"),
    SYSTEME("Traitement automatique");

    private final String libelle;

    Role(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }

    public String getLibelle() {
        return libelle;
    }

    /** Vrai pour ceux qui travaillent au CNFPT et voient les collectivités de leur ressort. */
    public boolean estCnfpt() {
        return this == DELEGATION || this == SIEGE;
    }
}
