/**
 * Quoi : les stages et les versions de leur fiche, les sessions, leur déroulé et pour qui elles sont publiées (aire de
 * recrutement). Possède le schéma {@code catalogue} ; appelle {@code annuaire.api} ; annonce
 * {@link fr.cnfpt.catalogue.api.SessionPubliee}, {@link fr.cnfpt.catalogue.api.SessionReprogrammee} et
 * {@link fr.cnfpt.catalogue.api.SessionAnnulee} ; suit {@code CarteChangee} et {@code StructureRemplacee}.
 */
package fr.cnfpt.catalogue;
