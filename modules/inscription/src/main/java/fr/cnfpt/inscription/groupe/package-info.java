/**
 * Inscrire tout un groupe d'un coup, par un fichier ou par le SIRH : chaque ligne est d'abord jugée, rien n'est écrit ;
 * puis ceux que l'on garde s'inscrivent comme s'ils avaient été cochés un à un.
 */
package fr.cnfpt.inscription.groupe;
