package fr.cnfpt.planformation.domain;

/**
 * Les natures de formation du code général de la fonction publique, article L422-21 ; un plan porte au moins les trois
 * premières.
 */
public enum Nature {
    INTEGRATION_PROFESSIONNALISATION("Intégration et professionnalisation"),
    PERFECTIONNEMENT("Perfectionnement"),
    PREPARATION_CONCOURS("Préparation aux concours et examens"),
    FORMATION_PERSONNELLE("Formation personnelle"),
    LUTTE_ILLETTRISME("Lutte contre l'illettrisme");

    private final String libelle;

    Nature(String libelle) {
        this.libelle = libelle;
    }

    public String getLibelle() {
        return libelle;
    }
}
