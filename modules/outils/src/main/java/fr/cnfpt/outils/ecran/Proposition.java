package fr.cnfpt.outils.ecran;

import java.io.Serializable;

/**
 * Une réponse possible à un {@link Choix}. Une page à état la garde quand une erreur est à corriger ailleurs.
 *
 * @param code ce qui la désigne sans ambiguïté : un matricule, un code de stage ; se tape aussi
 * @param libelle ce qui la nomme
 * @param precision de quoi la distinguer d'une homonyme, ou {@code null}
 */
public record Proposition(String code, String libelle, String precision) implements Serializable {}
