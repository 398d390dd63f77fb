package fr.cnfpt.inscription.bord.domain;

/**
 * Les sessions d'un mois et leurs places ; celles sans limite n'y comptent que comme sessions.
 *
 * @param places offertes
 * @param prises parmi elles
 */
public record Remplissage(String mois, long sessions, long places, long prises, long sousLeMinimum) {

    /** De 0 à 100 ; {@code null} sans place offerte. */
    public Long taux() {
        return places == 0 ? null : Math.round(100.0 * prises / places);
    }
}
