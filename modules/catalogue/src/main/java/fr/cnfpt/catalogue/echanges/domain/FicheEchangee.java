package fr.cnfpt.catalogue.echanges.domain;

import fr.cnfpt.catalogue.api.Modalite;
import java.math.BigDecimal;

/**
 * La fiche d'un stage, telle qu'un autre système la lit.
 *
 * @param empreinte change dès qu'un mot de la fiche change
 */
public record FicheEchangee(
        String code,
        String intitule,
        String specialite,
        Modalite modalite,
        String nature,
        BigDecimal presentielJours,
        BigDecimal distanceHeures,
        boolean payant,
        String objectifs,
        String publicVise,
        String contenu,
        String prerequis,
        String empreinte) {}
