package fr.cnfpt.inscription.relances.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Ce qu'un courriel permet de répondre sans se connecter : une seule réponse, d'une seule personne, à propos d'une
 * seule demande, jusqu'à une date.
 *
 * @param agentId à qui il a été envoyé
 * @param serviLe quand il a servi, ou {@code null}
 */
public record LienDeCourriel(
        Pour pour,
        long bulletinId,
        long agentId,
        OffsetDateTime emisLe,
        OffsetDateTime expireLe,
        OffsetDateTime serviLe) {

    /** La question posée. */
    public enum Pour {
        /** Le responsable : favorable ou défavorable ? */
        AVIS,
        /** Le convoqué : viendrez-vous ? */
        VENUE
    }

    /** @throws Refus s'il a servi, ou ne vaut plus */
    public void exigerVivant(Instant maintenant) {
        if (serviLe != null) {
            throw servi();
        }
        if (!maintenant.isBefore(expireLe.toInstant())) {
            throw Refus.conflit(
                    "lien-expire",
                    "Ce lien ne vaut plus depuis le " + Texte.moment(expireLe.toInstant())
                            + ". Connectez-vous pour répondre, ou demandez à votre service formation.");
        }
    }

    public static Refus servi() {
        return Refus.conflit(
                "lien-servi", "Ce lien a déjà servi : la réponse est enregistrée, il n'y a rien à refaire.");
    }

    public static Refus inconnu() {
        return Refus.introuvable(
                "lien-inconnu",
                "Ce lien n'est pas reconnu : il est incomplet, ou trop ancien. Ouvrez-le depuis le courriel, ou connectez-vous.");
    }
}
