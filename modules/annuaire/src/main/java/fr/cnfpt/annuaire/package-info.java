/**
 * Qui : la carte administrative, les structures du CNFPT, les collectivités, leurs agents, les comptes et les jetons.
 * Possède le schéma {@code annuaire} ; n'appelle que {@code commun} ; annonce {@link fr.cnfpt.annuaire.api.CarteChangee}
 * et {@link fr.cnfpt.annuaire.api.StructureRemplacee}.
 */
package fr.cnfpt.annuaire;
