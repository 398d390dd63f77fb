/**
 * Qui peut entrer et agir : les comptes et leurs liens ({@code comptes}), l'entrée ({@code entree}), l'adhésion d'une
 * collectivité ({@code adhesion}), agir pour une autre ({@code mutualisation}), remplacer un absent ({@code interims})
 * ; {@code securite} tient les secrets et les freins. Appelle {@code annuaire}.
 */
package fr.cnfpt.acces;
