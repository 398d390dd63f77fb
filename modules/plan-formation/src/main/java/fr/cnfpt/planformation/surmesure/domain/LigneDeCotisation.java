package fr.cnfpt.planformation.surmesure.domain;

import java.time.LocalDate;

/**
 * Une ligne d'un fichier de cotisations, et ce qu'elle deviendrait.
 *
 * @param numero tel qu'il est écrit ; de même {@code jour}
 * @param dit ce qu'il vaut mieux savoir avant, ou la règle qui refuse
 * @param colonne celle de la valeur refusée ; {@code null} si rien ne l'est
 */
public record LigneDeCotisation(
        int ligne,
        String numero,
        String jour,
        Sort sort,
        Long collectiviteId,
        Long structureId,
        String employeur,
        LocalDate aJourAu,
        String dit,
        String colonne) {

    /** Dans l'ordre où l'on veut les lire. */
    public enum Sort {
        REFUSE("refusées"),
        RECULE("à vérifier"),
        NOUVEAU("à constater"),
        CONNU("déjà constatées");

        private final String libelle;

        Sort(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }

        /** Vrai si confirmer l'écrit. */
        public boolean ecrit() {
            return this == RECULE || this == NOUVEAU;
        }
    }

    /** Ce qui est refusé : le numéro ou le jour. */
    public String valeur() {
        return ColonneDeCotisation.JOUR.libelle().equals(colonne) ? jour : numero;
    }
}
