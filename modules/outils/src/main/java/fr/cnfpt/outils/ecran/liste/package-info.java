/**
 * Une liste à l'écran : {@code iel:filtres} et {@code iel:liste} montrent un {@link Tableau}, dont tout l'état est dans
 * l'adresse ; {@code iel:emporter} le rend en fichier.
 */
package fr.cnfpt.outils.ecran.liste;
