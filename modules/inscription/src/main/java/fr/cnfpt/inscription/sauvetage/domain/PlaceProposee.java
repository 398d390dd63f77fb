package fr.cnfpt.inscription.sauvetage.domain;

import java.time.Instant;

/**
 * Une place que la délégation donne ou propose dans une autre session du même stage ; qui tient le lien y répond une
 * fois.
 *
 * @param bulletinId donnée : celui qui tient la place ; invitation : celui qui attend ailleurs
 * @param origineId donnée : celui que la session annulée a annulé ; invitation : {@code null}
 * @param sessionId où est la place
 * @param echeance d'une place offerte ; sinon {@code null}
 */
public record PlaceProposee(
        long id,
        Genre genre,
        long bulletinId,
        Long origineId,
        long sessionId,
        Instant faiteLe,
        Instant echeance,
        Reponse reponse) {

    public enum Genre {
        /** La place est tenue ; on peut la refuser. */
        DONNEE,
        /** La place est libre ; on peut la prendre, et quitter sa file. */
        INVITATION,
        /** Une place rendue est tenue pour la première demande de la file, jusqu'à l'échéance. */
        OFFERTE
    }

    public enum Reponse {
        PRISE,
        REFUSEE,
        /** Sans réponse à l'heure dite, elle est passée à la demande suivante. */
        ECHUE
    }

    public boolean attend() {
        return reponse == null;
    }

    /** Vrai si son heure est passée sans réponse. */
    public boolean echue(Instant maintenant) {
        return attend() && echeance != null && !echeance.isAfter(maintenant);
    }
}
