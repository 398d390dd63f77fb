/** Ce que chaque page écrit suit la typographie française, sans que personne ait à y penser. */
package fr.cnfpt.outils.ecran.typographie;
