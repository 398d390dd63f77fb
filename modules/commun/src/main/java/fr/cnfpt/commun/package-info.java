/**
 * Le noyau partagé, tenu petit : refus motivés, horloge, utilisateur courant, droits, accès SQL, rendu des documents.
 * Ne possède aucune table, n'appelle aucun module, n'annonce rien.
 */
package fr.cnfpt.commun;
