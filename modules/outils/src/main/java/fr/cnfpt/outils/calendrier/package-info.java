/** Quand on travaille, et où : les dimanches et les jours fériés de chaque département. */
package fr.cnfpt.outils.calendrier;
