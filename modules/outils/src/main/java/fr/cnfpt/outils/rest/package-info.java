/**
 * Le contrat commun des adresses de l'API (docs/adr/0020) : un refus est un problème, un changement dit la version
 * qu'il change, une création se rejoue sans se refaire, une liste se suit de lien en lien, un JSON se lit à la lettre.
 */
package fr.cnfpt.outils.rest;
