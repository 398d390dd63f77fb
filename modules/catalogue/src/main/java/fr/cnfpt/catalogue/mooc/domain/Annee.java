package fr.cnfpt.catalogue.mooc.domain;

import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;

/**
 * Une année : ce que donnent les éditions, et ce que le CNFPT a publié quand il l'a fait.
 *
 * @param publies les inscrits publiés, ou {@code null}
 * @param moocsPublies {@code null} s'ils n'ont pas été publiés ; de même les suivants
 * @param demonstration vrai si des éditions de l'année sont inventées
 * @param heures celles de tous ceux qui ont réussi, dans les MOOC dont une fiche dit la durée
 * @param sansDuree combien de MOOC n'ont pas de fiche qui la dise
 */
public record Annee(
        int annee,
        int moocs,
        int sessions,
        long inscrits,
        long reussites,
        Integer moocsPublies,
        Integer sessionsPubliees,
        Integer publies,
        Integer attestationsPubliees,
        String source,
        boolean demonstration,
        BigDecimal heures,
        int sansDuree) {

    public String moocsEnClair() {
        return dire(moocs, moocsPublies);
    }

    public String sessionsEnClair() {
        return dire(sessions, sessionsPubliees);
    }

    public String inscritsEnClair() {
        return dire(inscrits, publies);
    }

    public String reussitesEnClair() {
        return dire(reussites, attestationsPubliees);
    }

    /** « 1 234 JFS, sans 3 MOOC dont la durée n'est pas dite » ; la règle {@code volume_compte}. */
    public String volumeEnClair() {
        return (heures.signum() == 0 ? "" : Jfs.enClair(Jfs.deHeures(heures)))
                + (sansDuree == 0
                        ? ""
                        : (heures.signum() == 0 ? "" : ", sans ") + Texte.pluriel(sansDuree, "MOOC", "MOOC")
                                + " dont la durée n'est pas dite");
    }

    /** Ce que l'on compte, et ce qui a été publié quand ce n'est pas la même chose. */
    private static String dire(long compte, Integer publie) {
        return publie == null || publie == compte
                ? Texte.nombre(compte)
                : Texte.nombre(publie) + " publiés, " + Texte.nombre(compte) + " par session";
    }

    /** « publié : … » ou « démonstration » */
    public String origine() {
        String detail = demonstration ? "répartition par session de démonstration" : "";
        return source == null ? detail : "total publié (" + source + ")" + (detail.isEmpty() ? "" : " ; " + detail);
    }
}
