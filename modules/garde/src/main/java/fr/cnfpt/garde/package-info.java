/**
 * Ce que nous gardons et devons : le journal des actes ({@code journal}), la boîte d'envoi ({@code courrier}), les
 * données personnelles et leurs demandes ({@code donnees}), les durées ({@code durees}) et ce qui s'efface
 * ({@code conservation}). Possède le schéma {@code garde} ; appelle {@code annuaire} et {@code acces}, dont il lit les
 * vues publiées ; tient pour tous le journal que {@code commun} déclare.
 */
package fr.cnfpt.garde;
