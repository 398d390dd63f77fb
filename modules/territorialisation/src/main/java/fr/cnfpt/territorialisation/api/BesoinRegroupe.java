package fr.cnfpt.territorialisation.api;

import java.io.Serializable;

/**
 * Les besoins d'un périmètre pour un thème, toutes collectivités réunies.
 *
 * @param fermes l'effectif ferme, le seul que le seuil compte
 * @param indicatifs l'effectif indicatif, montré et dit, jamais compté
 * @param collectivites combien de collectivités l'expriment
 */
public record BesoinRegroupe(String theme, int fermes, int indicatifs, int collectivites) implements Serializable {}
