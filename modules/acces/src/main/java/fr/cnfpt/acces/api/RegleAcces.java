package fr.cnfpt.acces.api;

/**
 * Les durées et les freins de l'accès ; la valeur de chacun, datée, avec sa source, est dans {@code acces.regle_acces}.
 */
public enum RegleAcces {
    IDENTIFIANTS_JOURS,
    ACTIVATION_JOURS,
    OUBLI_MINUTES,
    FREIN_MINUTES,
    ESSAIS_PAR_ADRESSE,
    ESSAIS_PAR_CODE,
    DEMANDES_PAR_COMPTE,
    DEMANDES_PAR_ADRESSE,
    REPONSE_RGPD_MOIS
}
