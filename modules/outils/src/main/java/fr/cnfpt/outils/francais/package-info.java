/**
 * Le français tel qu'il s'écrit (docs/adr/0021) : un ordre pour les noms, un filtre pour les textes qui entrent. En
 * base, le schéma {@code outils} dit l'ordre et la recherche de la même façon.
 */
package fr.cnfpt.outils.francais;
