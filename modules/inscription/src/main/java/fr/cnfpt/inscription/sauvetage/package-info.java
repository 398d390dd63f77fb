/**
 * Sauver une session qui n'a pas son minimum, ou ses gens : la réunir à une autre, la déplacer, l'ouvrir plus loin, la
 * passer à distance, inviter qui attend ailleurs. Chacun est prévenu, et libre de refuser par le lien de son courriel
 * (docs/adr/0047).
 */
package fr.cnfpt.inscription.sauvetage;
