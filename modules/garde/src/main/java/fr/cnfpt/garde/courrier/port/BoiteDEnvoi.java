package fr.cnfpt.garde.courrier.port;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Les courriers déposés, partis ou à partir. */
public interface BoiteDEnvoi {

    record Courrier(
            long id,
            OffsetDateTime deposeLe,
            String destinataire,
            String objet,
            String texte,
            int essais,
            OffsetDateTime partiLe,
            OffsetDateTime abandonneLe,
            String erreur) {}

    void deposer(String destinataire, String objet, String texte, Long collectiviteId);

    /**
     * Comme {@link #deposer}, mais rien n'en reste une fois parti ou abandonné : pour une adresse qu'on vient
     * d'oublier.
     */
    void deposerFugace(String destinataire, String objet, String texte, Long collectiviteId);

    /**
     * Ceux dont l'heure est venue, verrouillés jusqu'à la fin de la transaction ; un autre envoi en cours les saute.
     */
    List<Courrier> aEnvoyer(Instant maintenant, int combien);

    void noterDepart(long id, Instant le);

    /** @param essayerLe quand recommencer, ou {@code null} pour y renoncer */
    void noterEchec(long id, String erreur, Instant essayerLe, Instant le);

    /** Les derniers déposés, les plus récents d'abord. */
    List<Courrier> derniers(int combien);
}
