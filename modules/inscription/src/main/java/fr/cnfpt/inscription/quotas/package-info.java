/**
 * Ce que la délégation règle des places d'une session : combien une même collectivité en tient au plus, et combien de
 * demandes attendent au plus. Les places le tiennent, et la base avec elles.
 */
package fr.cnfpt.inscription.quotas;
