package fr.cnfpt.acces.securite.domain;

import fr.cnfpt.commun.Refus;

/** Une adresse de courriel ; la base tient la même forme ({@code ck_compte_courriel}). */
public final class Courriel {

    private Courriel() {}

    /** @return l'adresse sans blancs autour @throws Refus invalide, nommant le champ */
    public static String exiger(String champ, String saisi) {
        String s = saisi == null ? "" : saisi.strip();
        if (s.length() > 254 || !s.matches("[^@\\s\\p{Cntrl}<>,;]+@[^@\\s\\p{Cntrl}<>,;]+\\.[^@\\s\\p{Cntrl}<>,;]+")) {
            throw Refus.invalide(
                    "courriel-invalide", champ, "Cette adresse de courriel n'a pas la forme nom@domaine.fr.");
        }
        return s;
    }
}
