/** Sceller ce que la base ne doit pas lire : un texte chiffré avec la clé de l'instance, qui n'est pas dans la base. */
package fr.cnfpt.outils.secret;
