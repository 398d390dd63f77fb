package fr.cnfpt.attestation.preuve.domain;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import java.math.BigDecimal;

/**
 * Ce que la preuve regarde d'une session : sa modalité et ses durées fixées.
 *
 * @param presentielJours en jours de formation
 * @param distanceHeures en heures
 * @param webinaireIsole vrai hors d'une formation
 * @param marqueBlanche vrai pour un MOOC du CNFPT
 * @param afest vrai pour une formation en situation de travail
 */
public record Formation(
        Modalite modalite,
        BigDecimal presentielJours,
        BigDecimal distanceHeures,
        boolean webinaireIsole,
        boolean marqueBlanche,
        boolean afest) {

    /** Hors d'une formation en situation de travail. */
    public Formation(
            Modalite modalite,
            BigDecimal presentielJours,
            BigDecimal distanceHeures,
            boolean webinaireIsole,
            boolean marqueBlanche) {
        this(modalite, presentielJours, distanceHeures, webinaireIsole, marqueBlanche, false);
    }

    public static Formation de(SessionInfo s) {
        return new Formation(
                s.modalite(),
                s.presentielJours(),
                s.distanceHeures(),
                s.webinaireIsole(),
                s.marqueBlanche(),
                s.afest());
    }

    /** Vrai si des jours en présence sont à pointer. */
    public boolean pointeDesJours() {
        return presentielJours.signum() > 0;
    }

    /** Vrai si la part suivie à distance compte. */
    public boolean suitADistance() {
        return switch (modalite) {
            case MIXTE_MODULES, E_FORMATION -> true;
            case MOOC -> marqueBlanche;
            default -> false;
        };
    }

    /** Vrai si le direct et le différé ne valent pas pareil. */
    public boolean distingueLeDirect() {
        return modalite == Modalite.WEBINAIRE && !webinaireIsole;
    }
}
