package fr.cnfpt.catalogue.stages.domain;

import fr.cnfpt.commun.Texte;
import java.time.Instant;

/**
 * Une fiche qui s'écrit. Elle part de la version en vigueur, ou de rien pour un stage neuf ; publiée ou abandonnée,
 * elle disparaît.
 *
 * @param stageId {@code null} pour un stage neuf
 * @param surVersion la version en vigueur quand on a commencé
 * @param revision monte à chaque enregistrement : deux personnes ne s'écrasent pas
 */
public record BrouillonDeFiche(
        long id,
        Long stageId,
        Integer surVersion,
        int revision,
        Instant modifieLe,
        String modifiePar,
        FicheDeStage fiche) {

    /** « enregistré le 3 mars 2026, 9 h 12, par Mme X » */
    public String enClair() {
        return "enregistré le " + Texte.moment(modifieLe) + ", par " + modifiePar;
    }
}
