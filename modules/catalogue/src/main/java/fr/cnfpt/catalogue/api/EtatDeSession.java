package fr.cnfpt.catalogue.api;

import java.time.LocalDate;

/**
 * Où en est une session, de son brouillon à ce qu'elle est devenue. Rien ne revient en arrière ; la base le tient
 * ({@code V191}).
 *
 * <pre>
 * BROUILLON  sa délégation seule la lit ; nul ne s'y inscrit ; peut taire ce que publier exige.   → PUBLIEE, ou abandonné
 * PUBLIEE    son aire la voit et s'y inscrit jusqu'à sa clôture.                                   → REALISEE, ANNULEE
 * REALISEE   finie, et quelqu'un y a été noté présent (ou l'on ne s'y inscrit pas ici). De fait : ne s'écrit pas.
 * ANNULEE    avec son motif, avant la fin de son premier jour et tant qu'aucune présence n'est notée ; ses demandes le sont.
 * </pre>
 *
 * Aucun texte ne dit quand une session est réalisée : c'est notre choix (docs/adr/0044).
 */
public enum EtatDeSession {
    BROUILLON("Au brouillon"),
    PUBLIEE("Publiée"),
    REALISEE("Réalisée"),
    ANNULEE("Annulée");

    private final String libelle;

    EtatDeSession(String libelle) {
        this.libelle = libelle;
    }

    /** @param presents combien y ont été notés présents */
    public static EtatDeSession de(SessionInfo s, LocalDate jour, long presents) {
        EtatDeSession ecrit = valueOf(s.etat());
        return ecrit == PUBLIEE && jour.isAfter(s.fin()) && (presents > 0 || !s.surInscription()) ? REALISEE : ecrit;
    }

    public String getLibelle() {
        return libelle;
    }
}
