/**
 * Transmettre ses documents à un tiers : une convocation, un bulletin visé, une attestation, par un lien envoyé à une
 * adresse, ouvert sans compte jusqu'à une date, repris d'un geste (docs/adr/0057).
 */
package fr.cnfpt.attestation.transmissions;
