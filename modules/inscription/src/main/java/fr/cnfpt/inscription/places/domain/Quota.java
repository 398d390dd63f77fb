package fr.cnfpt.inscription.places.domain;

import fr.cnfpt.commun.Texte;

/**
 * Ce qu'une session, dont la délégation partage les places, laisse à une même collectivité.
 *
 * @param places le plus qu'elle en tient
 * @param tenues ce qu'elle en tient
 */
public record Quota(int places, int tenues) {

    /** Ce que dit l'histoire d'une demande qu'une place rendue a passée. */
    public static final String PASSEE =
            "Une place libre est allée à une demande suivante : le quota de la collectivité est atteint";

    public boolean atteint() {
        return tenues >= places;
    }

    public int reste() {
        return Math.max(0, places - tenues);
    }

    /** « 2 places tenues sur 3 » */
    public String enClair() {
        return Texte.pluriel(tenues, "place tenue", "places tenues") + " sur " + places;
    }
}
