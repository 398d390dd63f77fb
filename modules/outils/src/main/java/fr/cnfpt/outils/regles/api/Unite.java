package fr.cnfpt.outils.regles.api;

import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;

/** Ce que compte la valeur d'une règle, et comment elle se dit. */
public enum Unite {
    NOMBRE(true, "", "", "un nombre"),
    JOURS(true, " jour", " jours", "un nombre de jours"),
    MOIS(true, " mois", " mois", "un nombre de mois"),
    MINUTES(true, " minute", " minutes", "un nombre de minutes"),
    HEURES(false, " h", " h", "un nombre d'heures"),
    POURCENT(false, " %", " %", "un pourcentage"),
    COEFFICIENT(false, "", "", "un coefficient"),
    /** Une règle sans nombre : ce qu'elle dit est dans son texte. */
    PRINCIPE(true, "", "", "un principe");

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

    /** « un nombre de jours » */
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
