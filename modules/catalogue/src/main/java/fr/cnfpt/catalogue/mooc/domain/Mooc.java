package fr.cnfpt.catalogue.mooc.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import java.time.LocalDate;
import java.util.List;

/**
 * Un MOOC et où il en est : sa version en cours, ses changements en attente. Une version se tourne, vieillit, et une
 * autre la suit ; ses éditions se jouent deux ou trois fois par an (source : entretien de FUN avec le CNFPT, 2019).
 *
 * @param pole le pôle de compétences qui le conçoit
 * @param invente son titre est inventé pour la démonstration
 * @param version le numéro de la version en cours
 * @param attendus les changements de réglementation qui attendent d'être intégrés
 * @param editions combien ont commencé ou sont programmées
 * @param inscrits ceux de la dernière édition chiffrée, ou {@code null}
 * @param prochaine le premier jour de la prochaine édition, ou {@code null}
 */
public record Mooc(
        long id,
        String code,
        String intitule,
        String specialite,
        String pole,
        boolean marqueBlanche,
        boolean invente,
        int version,
        int semaines,
        LocalDate tourneeLe,
        int attendus,
        int editions,
        Integer inscrits,
        Integer reussites,
        LocalDate prochaine) {

    private static final int MINI = 3;

    /** Ce que le siège saisit. */
    public record Fiche(
            String code,
            String intitule,
            String specialite,
            String pole,
            boolean marqueBlanche,
            int semaines,
            LocalDate tourneeLe) {

        public Fiche {
            if (code == null || !code.matches("[A-Z0-9-]{3,12}")) {
                throw Refus.invalide("mooc-invalide", "code", "Le code compte 3 à 12 majuscules, chiffres ou tirets.");
            }
            exiger(intitule, 255, "intitule", "L'intitulé compte 3 à 255 caractères.");
            exiger(pole, 160, "pole", "Dites le pôle de compétences qui le conçoit.");
            if (specialite == null) {
                throw Refus.invalide("mooc-invalide", "specialite", "Choisissez la spécialité.");
            }
            exigerSemaines(semaines);
            exigerDate(tourneeLe, "tourneeLe", "Dites quand il a été tourné.");
        }
    }

    /** Deux ou trois semaines : un mini-MOOC, parce que beaucoup décrochent au bout de deux. */
    public boolean mini() {
        return semaines <= MINI;
    }

    public String duree() {
        return Texte.pluriel(semaines, "semaine", "semaines") + (mini() ? ", mini-MOOC" : "");
    }

    public String versionEnClair() {
        return "v" + version + ", tournée le " + Texte.date(tourneeLe);
    }

    /** « 4 820 inscrits, 11 % de réussite » */
    public String derniers() {
        return inscrits == null
                ? "pas encore de chiffres"
                : Texte.milliers(inscrits) + "\u00a0" + Texte.accord(inscrits, "inscrit", "inscrits")
                        + (reussites == null || inscrits == 0
                                ? ""
                                : ", " + Texte.pourcent(Math.round(100.0 * reussites / inscrits)) + " de réussite");
    }

    /** Pourquoi il faut le retourner ; vide s'il est à jour. */
    public List<String> vieillit(Age age, LocalDate jour) {
        return age.dire(tourneeLe, attendus, jour);
    }

    static void exiger(String texte, int auPlus, String champ, String message) {
        if (texte == null || texte.strip().length() < 3 || texte.length() > auPlus) {
            throw Refus.invalide("mooc-invalide", champ, message);
        }
    }

    static void exigerSemaines(int semaines) {
        if (semaines < 1 || semaines > 16) {
            throw Refus.invalide("mooc-invalide", "semaines", "Un MOOC dure de 1 à 16 semaines.");
        }
    }

    static void exigerDate(LocalDate date, String champ, String message) {
        if (date == null) {
            throw Refus.invalide("mooc-invalide", champ, message);
        }
    }
}
