package fr.cnfpt.annuaire.collectivites.domain;

/**
 * Le chemin que la collectivité donne à une demande.
 *
 * @param preinscription ses agents demandent eux-mêmes
 * @param avis leur responsable donne d'abord le sien
 * @param pourSoi une gestionnaire seule peut valider sa propre demande
 */
public record Circuit(boolean preinscription, boolean avis, boolean pourSoi) {}
