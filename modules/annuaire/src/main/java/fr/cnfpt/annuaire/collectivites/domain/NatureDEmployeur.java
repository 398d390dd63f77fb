package fr.cnfpt.annuaire.collectivites.domain;

/**
 * Ce qu'est un employeur local, quand ce n'est ni une commune ni une intercommunalité : celles-là viennent de la carte.
 */
public enum NatureDEmployeur {
    CCAS("Centre communal ou intercommunal d'action sociale"),
    SYNDICAT("Syndicat"),
    CDG("Centre de gestion"),
    SDIS("Service d'incendie et de secours"),
    DEPARTEMENT("Département"),
    REGION("Région");

    private final String libelle;

    NatureDEmployeur(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }

    public String getLibelle() {
        return libelle;
    }
}
