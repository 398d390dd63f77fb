package fr.cnfpt.acces.securite.domain;

/**
 * Les durées et les freins de l'accès ; la valeur de chacun, datée, avec sa source, est dans les règles de la maison.
 */
public enum RegleAcces {
    IDENTIFIANTS_JOURS,
    ACTIVATION_JOURS,
    OUBLI_MINUTES,
    FREIN_MINUTES,
    ESSAIS_PAR_ADRESSE,
    ESSAIS_PAR_CODE,
    DEMANDES_PAR_COMPTE,
    DEMANDES_PAR_ADRESSE
}
