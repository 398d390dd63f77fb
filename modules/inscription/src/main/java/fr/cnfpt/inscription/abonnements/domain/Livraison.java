package fr.cnfpt.inscription.abonnements.domain;

import fr.cnfpt.commun.Texte;
import java.time.Instant;
import java.util.UUID;

/**
 * Une annonce à un abonné.
 *
 * @param cle la même à chaque essai
 * @param corps ce qui est signé, octet pour octet
 * @param erreur ce qu'a donné le dernier essai, s'il a échoué
 */
public record Livraison(
        long id,
        long abonnementId,
        UUID cle,
        String type,
        String corps,
        Instant deposeeLe,
        int essais,
        String erreur,
        Instant livreeLe) {

    public static final String ESSAI = "essai";

    public boolean estLivree() {
        return livreeLe != null;
    }

    public String deposeeEnClair() {
        return Texte.moment(deposeeLe);
    }

    public String sort() {
        if (livreeLe != null) {
            return "Livrée le " + Texte.moment(livreeLe);
        }
        return erreur == null ? "Attend de partir" : Texte.pluriel(essais, "essai", "essais") + " : " + erreur;
    }
}
