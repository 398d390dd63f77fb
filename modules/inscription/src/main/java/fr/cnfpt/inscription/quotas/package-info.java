/**
 * Le quota d'une session : combien de places une même collectivité y tient au plus. La délégation le règle ; les places
 * le tiennent, et la base avec elles.
 */
package fr.cnfpt.inscription.quotas;
