package fr.cnfpt.acces.api;

import java.util.Optional;

/** Entrer par un fournisseur d'identité, une fois qu'on y a relié son compte. */
public interface IdentitesExternes {

    /**
     * Une personne telle que le fournisseur l'affirme, signature vérifiée.
     *
     * @param emetteur l'adresse du fournisseur ({@code iss})
     * @param sujet l'identifiant stable de la personne chez lui ({@code sub})
     * @param siret l'établissement qu'il dit, ou {@code null} ; il ne donne aucun droit, il mène à la qualité que la
     *     personne tient chez cet employeur
     */
    record Identite(String emetteur, String sujet, String prenom, String nom, String courriel, String siret)
            implements java.io.Serializable {
        public String nomComplet() {
            return ((prenom == null ? "" : prenom + " ") + (nom == null ? "" : nom)).strip();
        }
    }

    /** Vrai si cette identité est à une personne d'ici, qu'elle tienne ou non une qualité. */
    boolean estConnue(Identite identite);

    /** @return vide si cette identité n'est à personne, ou à qui ne tient plus aucune qualité */
    Optional<Identification.Entree> entrer(Identite identite, String jetonDIdentite);

    /**
     * Relie cette identité à la personne dont on donne le mot de passe, puis entre.
     *
     * @return vide si l'identifiant ou le mot de passe ne convient pas : rien ne dit lequel
     * @throws fr.cnfpt.commun.Refus conflit, si cette identité est déjà à quelqu'un
     */
    Optional<Identification.Entree> relier(
            Identite identite, String jetonDIdentite, String identifiant, String motDePasse);

    /** Vrai si la personne de l'utilisateur courant est reliée à ce fournisseur. */
    boolean estRelie(String emetteur);

    /** Défait les liens de la personne de l'utilisateur courant avec ce fournisseur. */
    void delier(String emetteur);
}
