/**
 * Le bac à sable : un employeur fictif, au SIREN que l'INSEE ne donne à personne, où un éditeur essaie son logiciel et
 * recommence (docs/adr/0052).
 */
package fr.cnfpt.inscription.bacasable;
