package fr.cnfpt.annuaire.api;

import java.util.Collection;
import java.util.Map;

/** Où sont les lieux, et comment ils se nomment. Lecture seule. */
public interface Geographie {

    /**
     * Une commune sur la Terre.
     *
     * @param latitude en degrés ; {@code null}, comme la longitude, si l'on ne sait pas où elle est
     * @param approchee à quelques kilomètres près : on ne sait que ses voisines
     */
    record Lieu(
            String codeInsee, String nom, String departement, Double latitude, Double longitude, boolean approchee) {}

    /** Le nom de chaque département, par code. */
    Map<String, String> departements();

    /** La région de chaque département, par code. */
    Map<String, String> regions();

    /** Ces communes, par code Insee ; les inconnues manquent. */
    Map<String, Lieu> lieux(Collection<String> codesInsee);

    /**
     * À combien de kilomètres de cette commune est chacune de celles qui l'entourent, elle comprise ; vide si l'on ne
     * sait où elle est.
     */
    Map<String, Integer> autour(String codeInsee, int kilometres);
}
