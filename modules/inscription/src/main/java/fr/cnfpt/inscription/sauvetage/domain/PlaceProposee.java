package fr.cnfpt.inscription.sauvetage.domain;

import java.time.Instant;

/**
 * Une place que la délégation donne ou propose dans une autre session du même stage, ou sa session qui change ; qui
 * tient le lien y répond une fois.
 *
 * @param bulletinId donnée : celui qui tient la place ; invitation : celui qui attend ailleurs
 * @param origineId donnée : celui que la session annulée a annulé ; invitation : {@code null}
 * @param sessionId où est la place
 * @param echeance offerte : l'heure où elle passe à la suivante ; donnée ou changée : celle où elle ne se refuse plus
 * @param avant changée : les jours et le lieu d'avant ; sinon {@code null}
 */
public record PlaceProposee(
        long id,
        Genre genre,
        long bulletinId,
        Long origineId,
        long sessionId,
        Instant faiteLe,
        Instant echeance,
        String avant,
        Reponse reponse) {

    public enum Genre {
        /** La place est tenue ; on peut la refuser. */
        DONNEE,
        /** La place est libre ; on peut la prendre, et quitter sa file. */
        INVITATION,
        /** Une place rendue est tenue pour la première demande de la file, jusqu'à l'échéance. */
        OFFERTE,
        /** La session a changé de jour, d'heure ou de lieu ; on peut le refuser. */
        CHANGEE
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

    /** Vrai si, offerte, son heure est passée sans réponse. */
    public boolean echue(Instant maintenant) {
        return genre == Genre.OFFERTE && attend() && !echeance.isAfter(maintenant);
    }

    /** Vrai si l'agent n'a pas choisi ce qui lui arrive, et peut encore le refuser. */
    public boolean seRefuse(Instant maintenant) {
        return (genre == Genre.DONNEE || genre == Genre.CHANGEE)
                && attend()
                && (echeance == null || echeance.isAfter(maintenant));
    }
}
