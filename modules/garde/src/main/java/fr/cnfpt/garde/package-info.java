/**
 * Ce que nous gardons et devons : le journal des actes ({@code journal}), le courrier ({@code courrier}), les données
 * personnelles et leurs demandes ({@code donnees}), les durées et ce qui s'efface ({@code conservation}). Appelle
 * {@code annuaire} et {@code acces} ; tient pour tous le journal et le courrier que {@code commun} déclare.
 */
package fr.cnfpt.garde;
