package fr.cnfpt.catalogue.mooc.domain;

import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Une édition d'une version : sur FUN, en marque blanche (le CNFPT convoque et atteste), ou en intra, chez une
 * collectivité qui tutore chaque semaine. Ses chiffres arrivent quand elle finit.
 *
 * @param numero son rang depuis la première édition du MOOC
 * @param collectivite chez qui elle se tient en intra, ou {@code null}
 * @param concours le concours qu'elle prépare, ou {@code null}
 * @param epreuve le premier jour de ses épreuves
 * @param partTerritoriaux la part d'agents territoriaux parmi les inscrits, en pour cent
 * @param heures sa durée, celle de sa fiche au catalogue ; {@code null} s'il n'en a pas
 */
public record Edition(
        long id,
        int version,
        int numero,
        String mode,
        LocalDate debut,
        LocalDate fin,
        String collectivite,
        String concours,
        LocalDate epreuve,
        Integer inscrits,
        Integer reussites,
        Integer partTerritoriaux,
        boolean demonstration,
        BigDecimal heures) {

    private static final String PAS_ENCORE = "pas encore";

    /** Ce que le siège programme. La fin suit la durée de la version. */
    public record Programme(LocalDate debut, String mode, String collectivite, Long concoursId) {
        public Programme {
            Mooc.exigerDate(debut, "debut", "Dites quand elle commence.");
            if (mode == null || !mode.matches("FUN|MARQUE_BLANCHE|INTRA")) {
                throw Refus.invalide("edition-invalide", "mode", "Choisissez comment elle se tient.");
            }
            collectivite = collectivite == null || collectivite.isBlank() ? null : collectivite.strip();
            if (mode.equals("INTRA") && collectivite == null) {
                throw Refus.invalide("edition-invalide", "collectivite", "En intra, dites chez quelle collectivité.");
            }
            if (!mode.equals("INTRA") && collectivite != null) {
                throw Refus.invalide(
                        "edition-invalide",
                        "collectivite",
                        "Une collectivité ne se donne que pour une édition en intra.");
            }
        }
    }

    /** Ce que la plateforme en a compté. */
    public record Chiffres(Integer inscrits, Integer reussites, Integer partTerritoriaux) {
        public Chiffres {
            if (inscrits == null || inscrits < 0) {
                throw Refus.invalide("chiffres-invalides", "inscrits", "Donnez le nombre d'inscrits.");
            }
            if (reussites != null && (reussites < 0 || reussites > inscrits)) {
                throw Refus.invalide(
                        "chiffres-invalides", "reussites", "Il ne peut y avoir plus de réussites que d'inscrits.");
            }
            if (partTerritoriaux != null && (partTerritoriaux < 0 || partTerritoriaux > 100)) {
                throw Refus.invalide("chiffres-invalides", "part", "Une part va de 0 à 100 %.");
            }
        }
    }

    public boolean intra() {
        return mode.equals("INTRA");
    }

    public String modeEnClair() {
        return switch (mode) {
            case "INTRA" -> "En intra, " + collectivite;
            case "MARQUE_BLANCHE" -> "Marque blanche";
            default -> "FUN";
        };
    }

    public String periode() {
        return Texte.periode(debut, fin);
    }

    /** « éd. 3, 2018 », pour le graphique et les listes. */
    public String nomCourt() {
        return "éd. " + numero + ", " + debut.getYear();
    }

    public String inscritsEnClair() {
        return inscrits == null ? PAS_ENCORE : Texte.milliers(inscrits);
    }

    /** En pour cent, arrondi ; {@code null} tant qu'on ne sait pas. */
    public Integer taux() {
        return inscrits == null || reussites == null || inscrits == 0
                ? null
                : (int) Math.round(100.0 * reussites / inscrits);
    }

    public String tauxEnClair() {
        return taux() == null ? PAS_ENCORE : Texte.pourcent(taux()) + " (" + Texte.milliers(reussites) + ")";
    }

    /** Ceux qui l'ont réussie, chacun pour sa durée : la règle {@code volume_compte}. */
    public String volumeEnClair() {
        return heures == null
                ? "durée non dite"
                : reussites == null
                        ? PAS_ENCORE
                        : Jfs.enClair(Jfs.deHeures(heures.multiply(BigDecimal.valueOf(reussites))));
    }

    public String partEnClair() {
        return partTerritoriaux == null ? PAS_ENCORE : Texte.pourcent(partTerritoriaux);
    }

    /** Vrai si elle finit après les épreuves qu'elle prépare. */
    public boolean tropTard() {
        return epreuve != null && !fin.isBefore(epreuve);
    }

    /** « Rédacteur : finit 3 semaines avant les épreuves du 12 mars 2027 » */
    public String calage() {
        if (concours == null) {
            return "aucun";
        }
        long jours = ChronoUnit.DAYS.between(fin, epreuve);
        String quand = tropTard()
                ? "finit après le début des épreuves"
                : jours < 14
                        ? "finit " + Texte.pluriel(jours, "jour", "jours") + " avant les épreuves"
                        : "finit " + jours / 7 + " semaines avant les épreuves";
        return concours + " : " + quand + " du " + Texte.date(epreuve);
    }
}
