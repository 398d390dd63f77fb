/**
 * La preuve : les présences et le suivi à distance, les règles datées qui en tirent des heures, les attestations et
 * leur vérification publique, ce qu'on transmet à un tiers. Possède le schéma {@code attestation} ; appelle
 * {@code annuaire.api}, {@code catalogue.api}, {@code inscription.api} et {@code ecommunautes.api} ; n'annonce rien
 * encore.
 */
package fr.cnfpt.attestation;
