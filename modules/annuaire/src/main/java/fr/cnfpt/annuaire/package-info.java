/**
 * Qui existe : la carte administrative ({@code carte}), les structures du CNFPT ({@code structures}), les employeurs
 * ({@code collectivites}) et leurs agents ({@code agents}, et leurs imports). Possède le schéma {@code annuaire} ;
 * n'appelle que {@code commun} et {@code outils} ; annonce {@link fr.cnfpt.annuaire.api.CarteChangee} et
 * {@link fr.cnfpt.annuaire.api.StructureRemplacee}.
 */
package fr.cnfpt.annuaire;
