/** Le tableau de bord : ce que deviennent les demandes d'une année, compté à l'instant où l'on regarde. */
package fr.cnfpt.inscription.bord;
