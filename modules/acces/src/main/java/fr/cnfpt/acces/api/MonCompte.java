package fr.cnfpt.acces.api;

/** Le compte de l'utilisateur courant, tel qu'il le règle lui-même. */
public interface MonCompte {

    /** @param courriel où l'on écrit à son titulaire, ou {@code null} */
    record Coordonnees(String identifiant, String courriel) {}

    Coordonnees lire();

    /**
     * Change son identifiant de connexion et son courriel ; l'ancienne adresse est prévenue.
     *
     * @throws fr.cnfpt.commun.Refus invalide si le mot de passe est faux, si l'identifiant est pris ou si l'adresse
     *     n'en est pas une
     */
    void changer(String identifiant, String courriel, String motDePasse);
}
