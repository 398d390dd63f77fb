/**
 * Où : les périmètres (une ou plusieurs intercommunalités), les thèmes et leurs seuils datés, les actions mutualisées
 * et ce qui en est décidé. Possède le schéma {@code territorialisation} ; appelle {@code annuaire.api} ; n'annonce rien
 * encore, suit {@code CarteChangee} et {@code StructureRemplacee}.
 */
package fr.cnfpt.territorialisation;
