/**
 * Une session à sélection : la délégation l'ouvre ainsi, l'agent ou son employeur dit une priorité de droit, et la
 * clôture passée les demandes se classent par les règles datées, se déplacent avec un motif, et se décident d'un geste.
 */
package fr.cnfpt.inscription.selection;
