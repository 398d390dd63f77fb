package fr.cnfpt.catalogue.api;

/**
 * Annonce, dans la transaction qui l'annule : ses demandes le sont avec elle, et les inscrits l'apprennent. Qui écoute
 * peut refuser : des présences y sont déjà notées.
 *
 * @param session telle qu'elle est désormais, annulée
 * @param reunieA la session qui accueille ses inscrits, ou {@code null} ; qui la réunit s'occupe d'eux
 */
public record SessionAnnulee(SessionInfo session, String motif, Long reunieA) {
    public SessionAnnulee(SessionInfo session, String motif) {
        this(session, motif, null);
    }
}
