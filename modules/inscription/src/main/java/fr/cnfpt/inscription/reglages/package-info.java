/**
 * Comment les places d'une session se donnent, d'un seul tenant, pour les outils d'une délégation : à sélection ou au
 * fil des arrivées, sous un quota ou non, rendues d'office ou offertes. Chaque réglage garde sa règle où elle est.
 */
package fr.cnfpt.inscription.reglages;
