/**
 * L'inscription : le bulletin et son circuit, la jauge de chaque session, la liste d'attente, la convocation. Possède
 * le schéma {@code inscription} ; appelle {@code annuaire.api} et {@code catalogue.api}, met en œuvre
 * {@link fr.cnfpt.planformation.api.InscrireLesNommes} ; écoute {@link fr.cnfpt.catalogue.api.SessionPubliee},
 * {@link fr.cnfpt.catalogue.api.SessionReprogrammee} et {@link fr.cnfpt.catalogue.api.SessionAnnulee} ; n'annonce rien
 * encore.
 */
package fr.cnfpt.inscription;
