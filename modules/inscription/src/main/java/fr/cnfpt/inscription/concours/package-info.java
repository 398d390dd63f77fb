/**
 * La préparation aux concours et son régime : le test d'orientation, l'assiduité, l'avertissement et la radiation
 * (docs/adr/0059).
 */
package fr.cnfpt.inscription.concours;
