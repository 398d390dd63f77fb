package fr.cnfpt.commun;

import java.time.LocalDate;

/**
 * Une règle telle qu'on la montre : ce qu'elle dit, d'où elle vient, depuis quand elle vaut.
 *
 * @param texte une phrase
 * @param source le texte ou le document qui la fonde
 * @param depuis le premier jour de sa validité, ou {@code null} si elle n'est pas datée
 */
public record Regle(String texte, String source, LocalDate depuis) {}
