package fr.cnfpt.inscription.circuit.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Combien de temps entre deux formations sur le même objet (décret 2007-1845, art. 7). Ne vise que le perfectionnement
 * et la préparation aux concours, pendant le service : jamais une formation obligatoire.
 *
 * @param mois de la fin de la première au début de la seconde
 * @param moisCourts de même, si la première dure moins de {@code jours}
 * @param jours en jours ouvrés effectifs, et ce qu'on ne dépasse pas en tout sur {@code mois}
 * @param source le texte, et depuis quand : « Décret n° 2007-1845 du 26 décembre 2007, art. 7, depuis le 1er janvier
 *     2008 »
 */
public record MemeObjet(int mois, int moisCourts, int jours, String source) {

    private static final Set<String> NATURES = Set.of("PERFECTIONNEMENT", "PREPARATION_CONCOURS");

    /** @param duree en jours de formation : six heures font un jour */
    public record Action(LocalDate debut, LocalDate fin, BigDecimal duree) {}

    public enum Verdict {
        /** La règle ne vise pas cette formation. */
        NON_VISEE,
        AUCUNE,
        DELAI_PASSE,
        TROP_TOT,
        /** De même, la première étant courte. */
        TROP_TOT_COURTE,
        TROP_DE_JOURS
    }

    public static boolean vise(String nature) {
        return NATURES.contains(nature);
    }

    private boolean courte(Action a) {
        return a.duree().compareTo(BigDecimal.valueOf(jours)) < 0;
    }

    /** Le premier jour où une autre, sur le même objet, peut commencer. */
    public LocalDate libreLe(Action premiere) {
        return premiere.fin().plusMonths(courte(premiere) ? moisCourts : mois);
    }

    /** @param autres celles de la personne sur le même objet, suivies ou demandées, avant ou après */
    public Verdict juger(String nature, Action voulue, Collection<Action> autres) {
        if (!vise(nature)) {
            return Verdict.NON_VISEE;
        }
        if (autres.isEmpty()) {
            return Verdict.AUCUNE;
        }
        for (Action a : autres) {
            boolean avant = !a.debut().isAfter(voulue.debut());
            Action premiere = avant ? a : voulue;
            Action seconde = avant ? voulue : a;
            if (seconde.debut().isBefore(libreLe(premiere))) {
                return courte(premiere) ? Verdict.TROP_TOT_COURTE : Verdict.TROP_TOT;
            }
        }
        BigDecimal cumul = Stream.concat(
                        Stream.of(voulue),
                        autres.stream()
                                .filter(a -> voulue.debut().isBefore(a.fin().plusMonths(mois))
                                        && a.debut().isBefore(voulue.fin().plusMonths(mois))))
                .map(Action::duree)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return cumul.compareTo(voulue.duree()) > 0 && cumul.compareTo(BigDecimal.valueOf(jours)) > 0
                ? Verdict.TROP_DE_JOURS
                : Verdict.DELAI_PASSE;
    }
}
