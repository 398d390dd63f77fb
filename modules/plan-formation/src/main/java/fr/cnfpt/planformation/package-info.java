/**
 * Les besoins : le plan de formation annuel de chaque collectivité, et la synthèse qui les met en commun par périmètre.
 * Possède le schéma {@code plan_formation} ; appelle {@code annuaire.api} et {@code territorialisation.api} ; n'annonce
 * rien encore.
 */
package fr.cnfpt.planformation;
