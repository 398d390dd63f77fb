package fr.cnfpt.commun;

/**
 * Ce qui s'est fait, et ce qui s'est tenté. Un acte sur un compte, un rôle, un réglage ou une donnée personnelle se
 * note ici dans la transaction qui le fait ; une tentative se signale à part, et reste même si l'appelant est refusé.
 */
public interface Journal {

    /**
     * Enchaîne un acte au journal, au nom de l'utilisateur courant ; il n'y est que si la transaction aboutit.
     *
     * @param action en minuscules et tirets, par exemple {@code compte-ouvert}
     * @param objet ce qui est touché, par exemple {@code compte 12}
     * @param detail une phrase, sans secret ni donnée inutile
     * @param collectiviteId la collectivité concernée, qui pourra lire cette ligne ; ou {@code null}
     */
    void noter(String action, String objet, String detail, Long collectiviteId);

    /**
     * Garde un événement de sécurité, dans sa propre transaction.
     *
     * @param genre en minuscules et tirets, par exemple {@code connexion-refusee}
     * @param detail une phrase, sans mot de passe ni jeton
     */
    void signaler(String genre, String detail);

    /**
     * De même pour un compte qui n'est pas, ou pas encore, celui de l'utilisateur courant, dans la transaction de
     * l'appelant.
     *
     * @param compteId le compte visé, ou {@code null} s'il n'y en a pas
     */
    void signaler(String genre, Long compteId, String detail);
}
