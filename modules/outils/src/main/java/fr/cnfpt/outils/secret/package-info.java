/**
 * Les secrets : ce qui se tire au sort et ne se garde que par son empreinte, et ce que la base ne doit pas lire,
 * chiffré avec la clé de l'instance.
 */
package fr.cnfpt.outils.secret;
