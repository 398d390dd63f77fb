package fr.cnfpt.annuaire.api;

/**
 * Qui un réglage du circuit touche aujourd'hui. L'annuaire tient le réglage et le dit à qui règle ; l'inscription, qui
 * tient les demandes et vient au-dessus, le met en œuvre.
 */
public interface EnCoursDansLeCircuit {

    /**
     * Ce qui attend, dans une collectivité.
     *
     * @param avis demandes qui attendent l'avis d'un responsable
     * @param depuisLongtemps celles d'entre elles que le délai d'attente choisi fait passer, ou ferait passer, à la RH
     * @param validation demandes qui attendent la validation de la RH
     */
    record Compte(long avis, long depuisLongtemps, long validation) {}

    /** @param attenteJours le délai d'attente à essayer, ou {@code null} */
    Compte combien(long collectiviteId, Integer attenteJours);
}
