/** L'équipe d'un responsable, personne par personne, et son année de formation : ce qu'il regarde avant un avis. */
package fr.cnfpt.inscription.equipe;
