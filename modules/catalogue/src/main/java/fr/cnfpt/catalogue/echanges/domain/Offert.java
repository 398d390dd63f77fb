package fr.cnfpt.catalogue.echanges.domain;

import fr.cnfpt.catalogue.api.Modalite;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Une session offerte et sa fiche, telles qu'elles sortent vers d'autres systèmes ; les fiches se suivent par stage.
 *
 * @param autresLieux les communes où ses séances se tiennent en plus de la sienne, ou {@code null}
 * @param fiche la version de la fiche
 * @param ficheRemplacee vrai si une autre vaut depuis pour les sessions à venir
 */
public record Offert(
        long stageId,
        String code,
        String intitule,
        Modalite modalite,
        String specialite,
        String objectifs,
        String publicVise,
        String contenu,
        String prerequis,
        boolean payant,
        BigDecimal presentielJours,
        BigDecimal distanceHeures,
        long sessionId,
        int version,
        String type,
        long structureId,
        LocalDate debut,
        LocalDate fin,
        String horaires,
        String ville,
        String adresse,
        String codeInsee,
        Integer capacite,
        int minimum,
        LocalDate ouverture,
        LocalDate cloture,
        String etat,
        boolean afest,
        String autresLieux,
        int fiche,
        boolean ficheRemplacee) {}
