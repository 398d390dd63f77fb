package fr.cnfpt.catalogue.stages.domain;

import java.util.Locale;
import java.util.Optional;

/** Un texte de la fiche : ce que lit qui veut s'inscrire, dans l'ordre où il le lit. */
public enum Mention {
    OBJECTIFS("Objectifs", "Ce que l'on saura faire, en une ou deux phrases", Quand.TOUJOURS),
    SITUATIONS("Situations professionnelles", "Les situations de travail auxquelles il prépare", Quand.TOUJOURS),
    COMPETENCES("Compétences visées", "Une par ligne", Quand.TOUJOURS),
    PUBLIC_VISE("Public", "Métiers, cadres d'emplois", Quand.TOUJOURS),
    PREREQUIS("Prérequis", "S'il n'y en a pas, dites « Aucun »", Quand.TOUJOURS),
    CONTENU("Programme", "Une ligne par point", Quand.TOUJOURS),
    METHODES("Méthodes", "Exposés, cas, mises en situation", Quand.TOUJOURS),
    MOYENS("Modalités et outils", "Ce qui sert : salle équipée, plateforme, classe virtuelle", Quand.TOUJOURS),
    SEQUENCEMENT(
            "Suite des séquences",
            "Ce qui se suit en présence et à distance, et dans quel ordre",
            Quand.EN_PLUSIEURS_TEMPS),
    EVALUATION("Évaluation", "Comment les acquis sont vérifiés", Quand.TOUJOURS),
    CONDITIONS_ATTESTATION("Conditions de l'attestation", "Ce qu'il faut avoir suivi", Quand.TOUJOURS),
    ACCES("Accès au lieu", "Transports, stationnement, accessibilité", Quand.EN_PRESENCE),
    REPAS("Repas", "Qui les organise, qui les paie", Quand.EN_PRESENCE),
    HEBERGEMENT("Hébergement", "Pour qui, et comment le demander", Quand.EN_PRESENCE),
    ASSISTANCE_TECHNIQUE("Assistance technique", "Qui appeler quand la connexion ne marche pas", Quand.A_DISTANCE),
    ASSISTANCE_PEDAGOGIQUE("Assistance pédagogique", "Qui répond, et dans quel délai", Quand.A_DISTANCE),
    ANALYSE_ACTIVITE(
            "Analyse préalable de l'activité",
            "Le travail réel, et ce qu'on y adapte pour qu'il forme",
            Quand.EN_SITUATION),
    TUTORAT("Tutorat", "Qui accompagne, et comment il y est préparé", Quand.EN_SITUATION),
    MISES_EN_SITUATION(
            "Mises en situation de travail", "Une par ligne, de la plus simple à la plus complète", Quand.EN_SITUATION),
    PHASES_REFLEXIVES(
            "Phases réflexives", "Quand l'on quitte le poste pour revenir sur ce qu'on y a fait", Quand.EN_SITUATION);

    private enum Quand {
        TOUJOURS,
        EN_PRESENCE,
        A_DISTANCE,
        EN_PLUSIEURS_TEMPS,
        EN_SITUATION
    }

    private final String libelle;
    private final String aide;
    private final Quand quand;

    Mention(String libelle, String aide, Quand quand) {
        this.libelle = libelle;
        this.aide = aide;
        this.quand = quand;
    }

    public String libelle() {
        return libelle;
    }

    /** Ce qu'on y écrit. */
    public String aide() {
        return aide;
    }

    /** Vrai si l'on peut publier sans elle, quelles que soient les règles. */
    public boolean facultative() {
        return this == METHODES || this == EVALUATION;
    }

    /** Propre à une formation en situation de travail (AFEST) : une fiche qui la porte en est une. */
    public boolean enSituation() {
        return quand == Quand.EN_SITUATION;
    }

    /** Sa colonne, et le code de la règle qui l'exige. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Ce qu'on en garde : le programme tient ses points sur une ligne, les autres leurs lignes ; vide : rien de dit.
     */
    public Optional<String> garder(String saisi) {
        return saisi == null || saisi.isBlank()
                ? Optional.empty()
                : Optional.of(saisi.strip().replaceAll("\\R+", this == CONTENU ? " ; " : "\n"));
    }

    /** Vrai si un stage fait de ces parts doit la porter quand une règle l'exige. */
    boolean concerne(boolean enPresence, boolean aDistance, boolean enSituation) {
        return switch (quand) {
            case TOUJOURS -> true;
            case EN_PRESENCE -> enPresence;
            case A_DISTANCE -> aDistance;
            case EN_PLUSIEURS_TEMPS -> enPresence && aDistance;
            case EN_SITUATION -> enSituation;
        };
    }
}
