/**
 * Le besoin d'un aménagement, du stagiaire au seul référent handicap, et ce dont les deux conviennent de dire au
 * formateur (docs/adr/0050).
 */
package fr.cnfpt.inscription.amenagements;
