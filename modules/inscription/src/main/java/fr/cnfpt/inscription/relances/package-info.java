/**
 * Rappeler ce qui dort et recevoir la réponse : une demande sans avis ou sans validation, un convoqué qui n'a pas dit
 * s'il vient. Le lien d'un courriel y répond sans se connecter (docs/adr/0049).
 */
package fr.cnfpt.inscription.relances;
