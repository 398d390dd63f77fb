/**
 * Ce que chaque écran, chaque fichier et chaque requête demandent, dit une fois : {@code ecran}, {@code liste},
 * {@code persistence}, {@code documents}, {@code tableaux}, {@code taches}, {@code calendrier}. Jamais la règle d'un
 * métier. N'appelle que {@code commun}.
 */
package fr.cnfpt.outils;
