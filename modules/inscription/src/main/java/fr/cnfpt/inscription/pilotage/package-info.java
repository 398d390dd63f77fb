/**
 * Le tableau de bord d'un employeur, à travers sa délégation et les instituts, et celui d'une délégation, sur ses
 * sessions. Rien n'est compté d'avance : chaque chiffre est de l'instant, et mène aux demandes qu'il compte.
 */
package fr.cnfpt.inscription.pilotage;
