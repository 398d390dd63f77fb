package fr.cnfpt.outils.ecran;

import java.util.List;

/**
 * Ce qu'un module ouvre dans le site ; le portail rassemble ces listes pour garder les pages et dessiner la navigation.
 */
public interface PagesDuModule {
    List<PageDuSite> pages();
}
