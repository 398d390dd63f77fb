package fr.cnfpt.catalogue.sessions.domain;

import java.time.LocalDate;

/**
 * Ce que la charte de la formation hybride veut annoncé à l'ouverture, et ce qui conduit la session au CNFPT.
 *
 * @param criteres ce qu'il faut pour valider
 * @param accompagnement celui auquel le formateur s'engage, et quand
 * @param decisionLe quand l'on décide de tenir la session ou non
 */
public record Scenario(
        String criteres, String accompagnement, LocalDate decisionLe, Long conseillerId, Long gestionnaireId) {}
