package fr.cnfpt.planformation.surmesure.domain;

import java.time.LocalDate;

/**
 * Ce qu'une RH demande.
 *
 * @param stageId la fiche du catalogue, ou {@code null} : le besoin est dit en mots
 * @param intitule l'intitulé de la fiche, ou quelques mots
 * @param besoin ce qu'on veut que les agents sachent faire ; facultatif si la fiche le dit
 * @param effectif ceux de l'employeur qui porte la demande
 * @param souhaitDu le premier jour possible
 * @param souhaitAu le dernier
 * @param salle où l'on peut recevoir le groupe, ou {@code null}
 */
public record BesoinSurMesure(
        Long stageId,
        String intitule,
        String besoin,
        Integer effectif,
        LocalDate souhaitDu,
        LocalDate souhaitAu,
        String salle,
        Integer sallePlaces,
        String contraintes) {}
