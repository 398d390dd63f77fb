/**
 * Les règles datées : une table, une lecture (« ce qui vaut ce jour-là »), un écran où le siège prépare la suite.
 * Chaque module y déclare les siennes et dit ce qu'elles touchent ; aucune n'est écrite ici (docs/adr/0022).
 */
package fr.cnfpt.outils.regles;
