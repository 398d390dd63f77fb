package fr.cnfpt.territorialisation.domain;

/** Un thème de formation et son seuil à une date. */
public record Theme(String code, String libelle, String specialite, boolean payant, Seuil seuil) {}
