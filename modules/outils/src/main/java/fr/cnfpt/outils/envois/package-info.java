/**
 * Ce qui sort de l'application : déposé dans la transaction de l'acte, remis ensuite par un canal, repris, visible,
 * purgé (docs/adr/0023).
 */
package fr.cnfpt.outils.envois;
