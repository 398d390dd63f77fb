package fr.cnfpt.outils.envois.domain;

import fr.cnfpt.commun.Texte;
import java.time.Instant;
import java.util.UUID;

/**
 * Un courriel que son destinataire n'a pas eu.
 *
 * @param cle celle de l'envoi
 * @param revenu vrai : parti, puis revenu ; faux : le serveur de messagerie n'en a pas voulu
 * @param raison une phrase française, sans l'adresse
 */
public record NonRemis(UUID cle, String adresse, String objet, boolean revenu, String raison, Instant le) {

    /** « Revenu le 3 mars 2026, 9 h 12 : cette adresse n'existe pas. » */
    public String enClair() {
        return (revenu ? "Revenu le " : "Refusé le ") + Texte.moment(le) + " : "
                + Character.toLowerCase(raison.charAt(0)) + raison.substring(1);
    }
}
