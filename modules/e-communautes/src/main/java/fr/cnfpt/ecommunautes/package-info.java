/**
 * Les e-communautés : les réseaux nationaux, ouverts à tous, et la communauté de stage de chaque session qui en a une.
 * Possède le schéma {@code e_communautes} ; appelle {@code annuaire.api}, {@code catalogue.api} et
 * {@code inscription.api} ; écoute {@link fr.cnfpt.catalogue.api.SessionPubliee} ; publie la preuve de connexion,
 * {@link fr.cnfpt.ecommunautes.api.Communautes}.
 */
package fr.cnfpt.ecommunautes;
