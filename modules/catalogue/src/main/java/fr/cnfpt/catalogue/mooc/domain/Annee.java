package fr.cnfpt.catalogue.mooc.domain;

import fr.cnfpt.commun.Texte;

/**
 * Une année : ce que donnent les éditions, et ce que le CNFPT a publié quand il l'a fait.
 *
 * @param publies les inscrits publiés, ou {@code null}
 * @param moocsPublies {@code null} s'ils n'ont pas été publiés ; de même les suivants
 * @param demonstration vrai si des éditions de l'année sont inventées
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
        boolean demonstration) {

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
