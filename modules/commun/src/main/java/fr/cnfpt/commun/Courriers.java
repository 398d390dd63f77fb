package fr.cnfpt.commun;

/** Le courrier qui part : déposé dans la transaction de l'acte, envoyé après elle, rejoué en cas d'échec. */
public interface Courriers {

    /**
     * @param destinataire une adresse de courriel
     * @param texte le message entier, en texte ; les liens y sont absolus ({@code Parametres.adresse()})
     * @param collectiviteId la collectivité concernée, ou {@code null}
     */
    void deposer(String destinataire, String objet, String texte, Long collectiviteId);

    /**
     * Comme {@link #deposer}, avec un agenda en pièce jointe. Qui ne sait joindre envoie le texte, qui dit tout.
     *
     * @param agenda en iCalendar (RFC 5545), ou {@code null}
     */
    default void deposerAvecAgenda(
            String destinataire, String objet, String texte, String agenda, Long collectiviteId) {
        deposer(destinataire, objet, texte, collectiviteId);
    }

    /** Comme {@link #deposer}, mais part avant les autres : un lien qui ne vaut qu'une heure. */
    void deposerUrgent(String destinataire, String objet, String texte, Long collectiviteId);

    /**
     * Comme {@link #deposer}, mais rien n'en reste une fois parti ou abandonné : pour une adresse qu'on vient
     * d'oublier.
     */
    void deposerFugace(String destinataire, String objet, String texte, Long collectiviteId);
}
