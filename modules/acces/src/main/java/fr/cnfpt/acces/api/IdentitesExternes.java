package fr.cnfpt.acces.api;

import java.util.Optional;

/** Entrer par un fournisseur d'identité, une fois qu'on y a relié son compte. */
public interface IdentitesExternes {

    /**
     * Une personne telle que le fournisseur l'affirme, signature vérifiée.
     *
     * @param emetteur l'adresse du fournisseur ({@code iss})
     * @param sujet l'identifiant stable de la personne chez lui ({@code sub})
     * @param siret l'établissement qu'il dit, ou {@code null} ; il ne donne aucun droit
     */
    record Identite(String emetteur, String sujet, String prenom, String nom, String courriel, String siret)
            implements java.io.Serializable {
        public String nomComplet() {
            return ((prenom == null ? "" : prenom + " ") + (nom == null ? "" : nom)).strip();
        }
    }

    /** Vrai si un compte est relié à cette identité, ouvert ou non. */
    boolean estConnue(Identite identite);

    /** @return vide si aucun compte ouvert n'est relié à cette identité */
    Optional<Identification.Entree> entrer(Identite identite, String jetonDIdentite);

    /**
     * Relie cette identité au compte dont on donne le mot de passe, puis entre.
     *
     * @return vide si l'identifiant ou le mot de passe ne convient pas : rien ne dit lequel
     * @throws fr.cnfpt.commun.Refus conflit, si ce compte est déjà relié à une autre identité de ce fournisseur
     */
    Optional<Identification.Entree> relier(
            Identite identite, String jetonDIdentite, String identifiant, String motDePasse);

    /** Vrai si le compte de l'utilisateur courant est relié à ce fournisseur. */
    boolean estRelie(String emetteur);

    /** Défait le lien du compte de l'utilisateur courant. */
    void delier(String emetteur);
}
