/**
 * Les listes : ce qu'une liste montre ({@link fr.cnfpt.outils.liste.Liste}) et ce qu'on en demande, qui tient dans
 * l'adresse ({@link fr.cnfpt.outils.liste.DemandeDeListe}). L'écran qui la montre est dans {@code ecran.liste}.
 */
package fr.cnfpt.outils.liste;
