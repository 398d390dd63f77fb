package fr.cnfpt.catalogue.echanges.domain;

import java.time.LocalDate;

/**
 * Un MOOC et son édition en cours ou à venir, tels qu'un autre système les lit.
 *
 * @param debut {@code null}, comme {@code fin}, s'il n'en a pas de prévue
 * @param empreinte change dès qu'il change, ou son édition
 */
public record MoocOffert(
        String code,
        String intitule,
        String specialite,
        boolean marqueBlanche,
        int semaines,
        int version,
        LocalDate debut,
        LocalDate fin,
        String empreinte) {}
