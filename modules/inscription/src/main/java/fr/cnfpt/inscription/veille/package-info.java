/**
 * La veille : les recherches du catalogue qu'une personne garde, leurs alertes et leurs flux ; l'adresse secrète où un
 * agent lit ses sessions dans son agenda. Elle cherche par {@code offre}, et n'en sait pas plus que qui l'a ouverte.
 */
package fr.cnfpt.inscription.veille;
