package fr.cnfpt.inscription.groupe.domain;

import fr.cnfpt.annuaire.api.AgentInfo;

/**
 * Ce que deviendrait une ligne d'un groupe à inscrire.
 *
 * @param ligne son rang, celui du fichier s'il y en a un
 * @param matricule tel qu'il est dit
 * @param agent {@code null} s'il n'en désigne aucun dont on réponde
 * @param dit pourquoi elle est refusée, ou ce qu'il faut savoir avant ; vide s'il n'y a rien à dire
 */
public record LigneDuGroupe(int ligne, String matricule, AgentInfo agent, Sort sort, String dit) {

    public enum Sort {
        REFUSEE("Refusées"),
        A_VERIFIER("À vérifier"),
        ADMISE("À inscrire");

        private final String libelle;

        Sort(String libelle) {
            this.libelle = libelle;
        }

        public String libelle() {
            return libelle;
        }
    }

    public static LigneDuGroupe refusee(int ligne, String matricule, AgentInfo agent, String dit) {
        return new LigneDuGroupe(ligne, matricule, agent, Sort.REFUSEE, dit);
    }

    /** De même, avec ceci à savoir avant. */
    public LigneDuGroupe aVerifier(String aSavoir) {
        return new LigneDuGroupe(
                ligne, matricule, agent, Sort.A_VERIFIER, dit.isEmpty() ? aSavoir : dit + ". " + aSavoir);
    }

    public boolean seCoche() {
        return sort != Sort.REFUSEE;
    }

    public boolean estCochee() {
        return sort == Sort.ADMISE;
    }
}
