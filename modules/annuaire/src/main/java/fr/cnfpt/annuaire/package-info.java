/**
 * Qui : la carte administrative, les structures du CNFPT, les collectivités, leurs agents, les comptes et les jetons.
 * Possède le schéma {@code annuaire} ; n'appelle que {@code commun} ; n'annonce rien encore.
 */
package fr.cnfpt.annuaire;
