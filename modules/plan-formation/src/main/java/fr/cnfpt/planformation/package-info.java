/**
 * Les besoins : le plan de formation annuel de chaque collectivité, la synthèse qui les met en commun par périmètre, et
 * la formation sur mesure qu'un ou plusieurs employeurs demandent (pièce {@code surmesure}). Possède le schéma
 * {@code plan_formation} ; appelle les {@code api} d'{@code annuaire}, d'{@code acces}, de {@code catalogue} et de
 * {@code territorialisation} ; demande à l'inscription, au-dessus, d'inscrire les agents nommés
 * ({@link fr.cnfpt.planformation.api.InscrireLesNommes}) ; n'annonce rien encore.
 */
package fr.cnfpt.planformation;
