/**
 * Passer une place acceptée ou convoquée à un collègue du même employeur, avant que la session commence, sans que la
 * place se perde ni que la file en souffre.
 */
package fr.cnfpt.inscription.remplacement;
