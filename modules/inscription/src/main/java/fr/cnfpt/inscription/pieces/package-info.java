/**
 * Ce qu'un bulletin donne à emporter à un module au-dessus, qui le transmet : la convocation et le bulletin visé
 * (docs/adr/0057).
 */
package fr.cnfpt.inscription.pieces;
