/**
 * Le cadre et la porte : la WAR, le gabarit, la connexion, le démarrage, l'accueil. Rien du métier. Appelle
 * l'{@code api} de tous les modules ; personne ne l'appelle.
 */
package fr.cnfpt.portail;
