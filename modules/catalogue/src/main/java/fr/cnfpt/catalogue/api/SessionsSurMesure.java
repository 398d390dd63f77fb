package fr.cnfpt.catalogue.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Monter une session pour des employeurs nommés, d'après une fiche offerte. Sans contrôle de portée : c'est l'appelant
 * qui sait pour qui il publie.
 */
public interface SessionsSurMesure {

    /** Le stage, s'il est offert aujourd'hui. */
    Optional<StageOffert> stage(long id);

    Optional<StageOffert> stage(String code);

    /**
     * Publie cette session par le chemin de toutes, son annonce comprise.
     *
     * @throws fr.cnfpt.commun.Refus invalide, nommant le champ
     */
    SessionInfo publier(SessionDemandee demandee);

    /**
     * @param tarif par stagiaire et par jour, en euros ; {@code null} si la cotisation le paie, ou si une fiche payante
     *     ancienne ne le dit pas
     */
    record StageOffert(
            long id,
            String code,
            String intitule,
            BigDecimal presentielJours,
            BigDecimal distanceHeures,
            boolean payant,
            BigDecimal tarif) {

        private static final BigDecimal HEURES_PAR_JOUR = BigDecimal.valueOf(6);

        /** Vrai si l'on vient quelque part. */
        public boolean enPresence() {
            return presentielJours.signum() > 0;
        }

        /** Toute sa durée, en jours de six heures. */
        public BigDecimal jours() {
            return presentielJours
                    .add(distanceHeures.divide(HEURES_PAR_JOUR, 2, RoundingMode.HALF_UP))
                    .stripTrailingZeros();
        }
    }

    /**
     * @param type INTRA ou UNION
     * @param collectivites qui la voit, et nul autre
     * @param ville {@code null} à distance
     * @param codeInsee la commune où l'on vient ; {@code null} à distance
     */
    record SessionDemandee(
            long stageId,
            String type,
            long structureId,
            Set<Long> collectivites,
            LocalDate debut,
            LocalDate fin,
            LocalDate cloture,
            String horaires,
            String ville,
            String adresse,
            String codeInsee,
            int places,
            int minimum) {}
}
