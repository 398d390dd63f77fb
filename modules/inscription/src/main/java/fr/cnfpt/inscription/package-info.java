/**
 * L'inscription : le bulletin et son circuit, la jauge de chaque session, la liste d'attente, la convocation. Possède
 * le schéma {@code inscription} ; appelle {@code annuaire.api} et {@code catalogue.api} ; écoute
 * {@link fr.cnfpt.catalogue.api.SessionPubliee} et {@link fr.cnfpt.catalogue.api.SessionReprogrammee} ; n'annonce rien
 * encore.
 */
package fr.cnfpt.inscription;
