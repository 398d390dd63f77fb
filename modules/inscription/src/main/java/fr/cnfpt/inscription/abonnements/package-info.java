/**
 * Prévenir un SIRH : un employeur déclare une adresse, choisit ce qu'il veut apprendre, et chaque changement de ses
 * demandes y est annoncé, signé selon Standard Webhooks (docs/adr/0051). L'annonce se dépose d'après le flux des
 * changements, une fois chacun validé ; elle se livre à part, dans l'ordre, et se reprend de plus en plus tard.
 */
package fr.cnfpt.inscription.abonnements;
