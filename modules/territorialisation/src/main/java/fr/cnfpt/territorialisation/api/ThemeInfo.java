package fr.cnfpt.territorialisation.api;

import java.io.Serializable;

/** Un thème de formation et le seuil qui vaut pour lui l'année demandée. */
public record ThemeInfo(String code, String libelle, String specialite, boolean payant, int seuil)
        implements Serializable {}
