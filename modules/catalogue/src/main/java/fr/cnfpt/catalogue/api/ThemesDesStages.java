package fr.cnfpt.catalogue.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** De quoi traite un stage. Lecture seule. */
public interface ThemesDesStages {

    /** Le thème d'un stage : une des spécialités du CNFPT. */
    record Theme(String code, String libelle) {}

    /** Celui de chacun de ces stages, d'après sa fiche en vigueur. */
    Map<Long, Theme> themes(Collection<Long> stages);

    /** Les stages de ce thème ; aucun s'il n'existe pas. */
    List<Long> stagesDuTheme(String code);
}
