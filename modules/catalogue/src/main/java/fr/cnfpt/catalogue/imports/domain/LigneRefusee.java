package fr.cnfpt.catalogue.imports.domain;

/** Une ligne dont une case est refusée : laquelle, ce qu'elle dit, et la règle. */
public final class LigneRefusee extends RuntimeException {

    private final ColonneDOffre colonne;
    private final String valeur;

    public LigneRefusee(ColonneDOffre colonne, String valeur, String regle) {
        super(regle, null, false, false);
        this.colonne = colonne;
        this.valeur = valeur;
    }

    public LigneRefusee(ColonneDOffre colonne, LigneDOffre ligne, String regle) {
        this(colonne, ligne.dit(colonne), regle);
    }

    public ColonneDOffre colonne() {
        return colonne;
    }

    public String valeur() {
        return valeur;
    }
}
