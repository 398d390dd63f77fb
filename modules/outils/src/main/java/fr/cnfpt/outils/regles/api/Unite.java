package fr.cnfpt.outils.regles.api;

import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;

/** Ce que compte la valeur d'une règle, et comment elle se dit. */
public enum Unite {
    NOMBRE(true, "", "", "Un nombre"),
    JOURS(true, " jour", " jours", "Un nombre de jours"),
    MOIS(true, " mois", " mois", "Un nombre de mois"),
    MINUTES(true, " minute", " minutes", "Un nombre de minutes"),
    HEURES(false, " h", " h", "Un nombre d'heures"),
    POURCENT(false, " %", " %", "Un pourcentage"),
    COEFFICIENT(false, "", "", "Un coefficient"),
    EUROS(false, " €", " €", "Un montant"),
    /** Une règle sans nombre : ce qu'elle dit est dans son texte. */
    PRINCIPE(true, "", "", "Un principe");

    private final boolean entiere;
    private final String singulier;
    private final String pluriel;
    private final String nom;

    Unite(boolean entiere, String singulier, String pluriel, String nom) {
        this.entiere = entiere;
        this.singulier = singulier;
        this.pluriel = pluriel;
        this.nom = nom;
    }

    /** Vrai si une valeur à virgule n'a pas de sens. */
    public boolean entiere() {
        return entiere;
    }

    /** « Un nombre de jours » */
    public String nom() {
        return nom;
    }

    /** « 60 jours », « 0,5 », « sans limite » ; un principe se dit « selon le texte ». */
    public String dire(BigDecimal valeur) {
        if (this == PRINCIPE) {
            return "selon le texte";
        }
        if (valeur == null) {
            return "sans limite";
        }
        return Texte.nombre(valeur) + (valeur.compareTo(BigDecimal.valueOf(2)) >= 0 ? pluriel : singulier);
    }
}
