package fr.cnfpt.garde.durees.domain;

import fr.cnfpt.commun.Texte;
import java.time.LocalDate;

/**
 * Combien de temps on garde une sorte de données, du jour {@code du} au jour {@code au}, et d'où on le tient.
 *
 * @param jours {@code null} : rien ne s'efface de soi-même @param au exclue, ou {@code null}
 */
public record Duree(String code, Integer jours, LocalDate du, LocalDate au, String texte, String source) {
    public String duEnClair() {
        return Texte.date(du);
    }

    public String auEnClair() {
        return au == null ? "" : Texte.date(au);
    }
}
