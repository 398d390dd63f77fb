package fr.cnfpt.attestation.preuve.domain;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Ce qui est arrivé, sans jugement.
 *
 * @param joursSuivis en présence ; quand on émarge à la demi-journée, ce que font celles-ci
 * @param demiJournees ou {@code null} si l'on a noté des jours
 * @param partDistance pourcentage suivi, ou {@code null} si rien n'a été suivi par la plateforme : ce n'est pas 0
 * @param webinaire ou {@code null}
 * @param connexion la première connexion à la communauté de stage, ou {@code null}
 */
public record Faits(
        boolean present,
        BigDecimal joursSuivis,
        DemiJournees demiJournees,
        BigDecimal partDistance,
        ModeWebinaire webinaire,
        Instant connexion) {

    /** Notés en jours. */
    public Faits(
            boolean present,
            BigDecimal joursSuivis,
            BigDecimal partDistance,
            ModeWebinaire webinaire,
            Instant connexion) {
        this(present, joursSuivis, null, partDistance, webinaire, connexion);
    }
}
