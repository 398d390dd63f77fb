package fr.cnfpt.inscription.veille.domain;

import fr.cnfpt.commun.Texte;
import java.time.OffsetDateTime;

/**
 * Une recherche du catalogue qu'une personne garde sous un nom. Avec l'alerte, un courriel par jour au plus lui dit ce
 * qui a paru depuis le précédent ; par son flux, un lecteur d'actualités le lit quand il veut. Oubliée, elle se remet
 * pendant quelques jours.
 *
 * @param question les critères, tels que l'adresse de la page les dit
 * @param vueJusquA ce qui a paru jusque-là a été annoncé
 * @param jeton arrête l'alerte depuis le courriel
 * @param flux l'empreinte de son adresse secrète, ou {@code null}
 */
public record RechercheGardee(
        long id,
        long compteId,
        long collectiviteId,
        String nom,
        String question,
        OffsetDateTime gardeeLe,
        boolean alerte,
        OffsetDateTime vueJusquA,
        String jeton,
        String flux,
        OffsetDateTime oublieeLe) {

    public boolean aUnFlux() {
        return flux != null;
    }

    public String gardeeLeEnClair() {
        return Texte.date(
                gardeeLe.atZoneSameInstant(fr.cnfpt.commun.Horloge.PARIS).toLocalDate());
    }
}
