package fr.cnfpt.annuaire.carte.domain;

/** Ce qui peut changer d'un millésime à l'autre, et ce que cela entraîne chez nous, dans l'ordre du rapport. */
public enum GenreDeChangement {
    A_TRAITER("À traiter"),
    FUSION("Commune fusionnée"),
    CODE("Code de commune changé"),
    CREEE("Commune créée ou rétablie"),
    RENOMMEE("Commune renommée"),
    DEPARTEMENT("Commune changée de département"),
    SIREN("SIREN changé"),
    INTERCOMMUNALITE("Commune changée d'intercommunalité"),
    EPCI_DISPARU("Intercommunalité disparue"),
    EPCI_CREE("Intercommunalité créée"),
    EPCI_RENOMME("Intercommunalité renommée"),
    EPCI_TYPE("Intercommunalité changée de type"),
    DIVISION("Région ou département changé"),
    EMPLOYEUR_CLOS("Employeur clos"),
    EMPLOYEUR_OUVERT("Employeur ouvert"),
    COMPTES("Comptes d'un employeur clos"),
    RATTACHEMENT("Rattachement au successeur"),
    PERIMETRE("Périmètre"),
    AIRE("Aire de recrutement"),
    POPULATION("Populations");

    private final String libelle;

    GenreDeChangement(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }

    public String getLibelle() {
        return libelle;
    }

    public String getCode() {
        return name();
    }
}
