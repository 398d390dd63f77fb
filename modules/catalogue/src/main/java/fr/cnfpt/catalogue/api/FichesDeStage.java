package fr.cnfpt.catalogue.api;

import java.util.List;
import java.util.Map;

/** Ce que le catalogue dit d'un stage avant qu'on s'y inscrive. Lecture seule. */
public interface FichesDeStage {

    /**
     * La fiche que garde cette session, telle qu'elle a été publiée : chaque intitulé et ce qu'il dit, une ou plusieurs
     * lignes, dans l'ordre où on les lit.
     */
    Map<String, List<String>> deLaSession(long sessionId);

    /** De même, rien que ce qu'il faut pour venir : accès, repas, hébergement, assistance. */
    Map<String, List<String>> pourVenir(long sessionId);
}
