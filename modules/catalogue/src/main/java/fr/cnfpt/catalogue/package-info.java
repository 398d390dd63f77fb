/**
 * Quoi : les stages, leurs modalités, les sessions et pour qui elles sont publiées (aire de recrutement). Possède le
 * schéma {@code catalogue} ; appelle {@code annuaire.api} ; annonce {@link fr.cnfpt.catalogue.api.SessionPubliee} ;
 * suit {@code CarteChangee} et {@code StructureRemplacee}.
 */
package fr.cnfpt.catalogue;
