package fr.cnfpt.catalogue.mooc.domain;

import fr.cnfpt.commun.Texte;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * Quand un MOOC est à retourner : deux règles datées, son âge et ce qui a changé depuis.
 *
 * @param mois au-delà, une version est trop ancienne
 * @param changements au-delà, des rectificatifs ne suffisent plus
 */
public record Age(int mois, int changements) {

    /** @return chaque raison, dite ; vide s'il est à jour */
    public List<String> dire(LocalDate tourneeLe, int attendus, LocalDate jour) {
        List<String> raisons = new ArrayList<>();
        if (tourneeLe.plusMonths(mois).isBefore(jour)) {
            raisons.add("Tourné il y a " + depuis(tourneeLe, jour) + ", plus de " + mois + " mois.");
        }
        if (attendus > changements) {
            raisons.add(Texte.pluriel(attendus, "changement de réglementation", "changements de réglementation")
                    + " à intégrer, plus de " + changements + ".");
        }
        return raisons;
    }

    private static String depuis(LocalDate tourneeLe, LocalDate jour) {
        Period p = Period.between(tourneeLe, jour);
        String mois = p.getMonths() == 0 ? "" : p.getMonths() + " mois";
        String ans = p.getYears() == 0 ? "" : Texte.pluriel(p.getYears(), "an", "ans");
        return ans.isEmpty() ? mois : mois.isEmpty() ? ans : ans + " et " + mois;
    }
}
