package fr.cnfpt.outils.envois.domain;

import fr.cnfpt.commun.Texte;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Une chose qui sort. Elle attend, puis elle est partie, ou abandonnée : alors seulement quelqu'un peut la renvoyer.
 *
 * @param canal par où elle sort, le code d'un {@link fr.cnfpt.outils.envois.port.Canal}
 * @param cle la même à chaque essai : ce à quoi le destinataire reconnaît un double
 * @param collectiviteId la collectivité concernée, ou {@code null}
 * @param retour ce que porte son adresse de retour
 * @param agenda une pièce jointe en iCalendar, ou {@code null}
 * @param essais combien ont commencé ; un essai coupé compte aussi
 * @param essayerLe pas avant
 * @param retenu compté comme parti, mais remis à personne
 */
public record Envoi(
        long id,
        String canal,
        UUID cle,
        UUID retour,
        Long collectiviteId,
        String destinataire,
        String objet,
        String texte,
        String agenda,
        OffsetDateTime deposeLe,
        int essais,
        OffsetDateTime essayerLe,
        OffsetDateTime partiLe,
        OffsetDateTime abandonneLe,
        boolean retenu,
        String erreur) {

    public boolean estAbandonne() {
        return abandonneLe != null;
    }

    /** Où il en est, en une phrase. */
    public String sort() {
        if (retenu) {
            return "Retenu : rien ne part d'un bac à sable.";
        }
        if (partiLe != null) {
            return "Parti le " + Texte.moment(partiLe.toInstant()) + ".";
        }
        if (estAbandonne()) {
            return "Abandonné le " + Texte.moment(abandonneLe.toInstant()) + ", après "
                    + Texte.pluriel(essais, "essai", "essais") + " : " + erreur;
        }
        return erreur == null
                ? "Attend de partir."
                : "Pas encore parti : " + erreur + " Nouvel essai le " + Texte.moment(essayerLe.toInstant()) + ".";
    }
}
