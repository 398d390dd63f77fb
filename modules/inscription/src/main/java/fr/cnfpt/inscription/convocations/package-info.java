/** La convocation qui part par courriel, une fois, et ce qu'on fait quand elle n'arrive pas (docs/adr/0056). */
package fr.cnfpt.inscription.convocations;
