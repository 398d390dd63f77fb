/**
 * Qui peut entrer et agir : les comptes et leurs liens ({@code comptes}), l'entrée ({@code entree}), l'adhésion d'une
 * collectivité ({@code adhesion}), agir pour une autre ({@code mutualisation}), remplacer un absent ({@code interims})
 * ; {@code securite} tient les secrets et les freins. Possède le schéma {@code acces} ; appelle {@code annuaire}, dont
 * il lit les vues publiées ; suit {@code CarteChangee} et {@code StructureRemplacee}.
 */
package fr.cnfpt.acces;
