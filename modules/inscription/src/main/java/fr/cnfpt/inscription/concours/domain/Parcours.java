package fr.cnfpt.inscription.concours.domain;

/** Ce que le test d'orientation conseille. Un conseil : la délégation décide. */
public enum Parcours {
    ADMIS("Peut suivre cette préparation"),
    REMISE_A_NIVEAU("Une remise à niveau d'abord"),
    AUTRE_PARCOURS("Un autre parcours convient mieux");

    private final String libelle;

    Parcours(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }

    public String getLibelle() {
        return libelle;
    }
}
