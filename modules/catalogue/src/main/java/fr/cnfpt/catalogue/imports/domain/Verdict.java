package fr.cnfpt.catalogue.imports.domain;

import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;

/**
 * Ce que deviendra ce qu'une ligne dit, ou pourquoi rien.
 *
 * @param dit en clair : ce qui change, ce qui manque, ce qu'il vaut mieux savoir avant
 * @param colonne et {@code valeur} : ce qui est refusé, {@code dit} étant la règle ; sinon {@code null}
 * @param fiche à écrire, pour une fiche
 * @param session à publier, pour une session ; son stage est celui de {@code code}
 */
public record Verdict(
        int ligne,
        Sort sort,
        String code,
        String intitule,
        String dit,
        String colonne,
        String valeur,
        FicheDeStage fiche,
        AOuvrir session) {

    /** Dans l'ordre où l'on veut les lire. */
    public enum Sort {
        REFUSE("refusées"),
        A_VERIFIER("sessions à publier, à vérifier"),
        SESSION("sessions à publier"),
        FICHE("fiches à publier"),
        BROUILLON("fiches à compléter"),
        CONNU("déjà au catalogue");

        private final String libelle;

        Sort(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }

        /** Vrai si confirmer l'écrit. */
        public boolean ecrit() {
            return this != REFUSE && this != CONNU;
        }
    }

    /** Une session, moins son stage, qui n'existe peut-être pas encore. */
    public record AOuvrir(Session.Publication publication, long structureId, String aire) {}
}
