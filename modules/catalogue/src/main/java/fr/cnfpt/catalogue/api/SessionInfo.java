package fr.cnfpt.catalogue.api;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Une session et la fiche de son stage, telles que les autres modules les voient.
 *
 * @param stageCode le code du stage, unique au catalogue
 * @param type INTEGRATION, INTER, INTRA, UNION ou CONCOURS
 * @param presentielJours durée de la partie en présence, en jours de 6 heures
 * @param distanceHeures durée de la partie à distance, en heures
 * @param webinaireIsole vrai pour un webinaire hors d'une formation : il ne donne pas d'attestation
 * @param marqueBlanche vrai pour un MOOC du CNFPT en marque blanche : on s'y inscrit ici
 * @param structureId qui l'organise
 * @param capacite l'effectif attendu, ou {@code null} si elle est sans limite
 * @param minimum le plus petit effectif pour la tenir
 * @param cloture le dernier jour où l'on s'inscrit
 * @param formateurCompteId le compte du formateur, ou {@code null}
 * @param etat le nom d'un {@link EtatDeSession}, hors {@code REALISEE}
 * @param fuseau l'heure légale de qui l'organise : ses dates sont de là-bas
 * @param afest vrai pour une formation en situation de travail
 */
public record SessionInfo(
        long id,
        long stageId,
        String stageCode,
        String intitule,
        Modalite modalite,
        String nature,
        String type,
        BigDecimal presentielJours,
        BigDecimal distanceHeures,
        boolean webinaireIsole,
        boolean marqueBlanche,
        boolean payant,
        String specialite,
        String publicVise,
        String objectifs,
        String contenu,
        String prerequis,
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
        Long formateurCompteId,
        boolean demonstration,
        ZoneId fuseau,
        boolean afest) {

    /** Par la structure qui l'organise, ou par qui l'anime. */
    public boolean estVuePar(Portee portee) {
        return portee.voit(null, null, structureId, formateurCompteId);
    }

    /**
     * Le code du département du lieu ; outre-mer, il a un chiffre de plus. {@code null} à distance, ou s'il est
     * inconnu.
     */
    public String departement() {
        return codeInsee == null ? null : departement(codeInsee);
    }

    /** Celui de cette commune. */
    public static String departement(String codeInsee) {
        return codeInsee.substring(0, codeInsee.startsWith("97") ? 3 : 2);
    }

    /** Vrai si sa fiche fait venir quelque part. */
    public boolean enPresence() {
        return presentielJours.signum() > 0;
    }

    /** L'heure légale de là où elle se tient ; à défaut, celle de qui l'organise. */
    public ZoneId fuseauDuLieu() {
        return codeInsee == null ? fuseau : Fuseau.duDepartement(departement());
    }

    /** Vrai si elle a le régime des préparations aux concours : orientation, assiduité, radiation. */
    public boolean prepareUnConcours() {
        return "PREPARATION_CONCOURS".equals(nature);
    }

    public boolean surInscription() {
        return modalite.surInscription(marqueBlanche);
    }

    /** « du 23 au 25 mars 2026 » ; un brouillon peut ne pas le dire encore. */
    public String periode() {
        return debut == null ? "dates à fixer" : Texte.periode(debut, fin == null ? debut : fin);
    }

    /** « 3 j en présence, 3 h à distance » */
    public String duree() {
        List<String> parts = new ArrayList<>();
        if (presentielJours.signum() > 0) {
            parts.add(Texte.nombre(presentielJours) + " j en présence");
        }
        if (distanceHeures.signum() > 0) {
            parts.add(Texte.nombre(distanceHeures) + " h à distance");
        }
        return parts.isEmpty() ? "durée libre" : String.join(", ", parts);
    }

    /** « Lille, Antenne du CNFPT » ou « à distance » */
    public String lieu() {
        return ville == null ? "à distance" : ville;
    }

    public String typeLibelle() {
        return switch (type) {
            case "INTEGRATION" -> "Intégration";
            case "INTRA" -> "Intra";
            case "UNION" -> "Union";
            case "CONCOURS" -> "Préparation concours";
            default -> "Inter";
        };
    }

    public String clotureEnClair() {
        return Texte.jour(cloture);
    }

    public List<String> contenus() {
        return contenu == null ? List.of() : List.of(contenu.split(" ; "));
    }
}
