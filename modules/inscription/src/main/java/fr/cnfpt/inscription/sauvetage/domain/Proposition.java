package fr.cnfpt.inscription.sauvetage.domain;

import java.time.Instant;

/**
 * Une place que la délégation donne ou propose dans une autre session du même stage ; qui tient le lien y répond une
 * fois.
 *
 * @param bulletinId donnée : celui qui tient la place ; invitation : celui qui attend ailleurs
 * @param origineId donnée : celui que la session annulée a annulé ; invitation : {@code null}
 * @param sessionId où est la place
 */
public record Proposition(
        long id, Genre genre, long bulletinId, Long origineId, long sessionId, Instant faiteLe, Reponse reponse) {

    public enum Genre {
        /** La place est tenue ; on peut la refuser. */
        DONNEE,
        /** La place est libre ; on peut la prendre, et quitter sa file. */
        INVITATION
    }

    public enum Reponse {
        PRISE,
        REFUSEE
    }

    public boolean attend() {
        return reponse == null;
    }
}
