package fr.cnfpt.inscription.api;

import java.time.LocalDate;
import java.util.List;

/** Ce qu'un bulletin donne à emporter, pour les modules au-dessus : la convocation, le bulletin avec son visa. */
public interface PiecesDesBulletins {

    enum Genre {
        CONVOCATION,
        BULLETIN
    }

    /** Une pièce qui peut s'imprimer. */
    record Piece(
            Genre genre,
            long bulletinId,
            long sessionId,
            long agentId,
            String intitule,
            LocalDate debut,
            LocalDate fin) {}

    /** Celles de cet agent que voit qui agit, la session la plus récente d'abord ; les demandes finies n'en ont pas. */
    List<Piece> de(long agentId);

    /** @throws fr.cnfpt.commun.Refus introuvable, si qui agit ne voit pas ce bulletin */
    long agentDe(long bulletinId);

    /**
     * Le PDF, tel qu'il se télécharge depuis le bulletin.
     *
     * @throws fr.cnfpt.commun.Refus introuvable, ou conflit s'il n'y a rien à imprimer
     */
    byte[] pdf(Genre genre, long bulletinId);

    /** Vrai tant que la pièce dit vrai : la demande n'est ni annulée ni refusée depuis. Sans contrôle de portée. */
    boolean vautEncore(Genre genre, long bulletinId);
}
