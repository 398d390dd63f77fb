package fr.cnfpt.outils.regles.api;

import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Une règle, d'un jour à un autre. Elle ne change pas : une autre la suit.
 *
 * @param pour ce qu'elle précise, par exemple le code d'un thème ; vide si elle est commune
 * @param valeur {@code null} : sans limite, ou un principe
 * @param du le premier jour où elle vaut
 * @param au le premier jour où elle ne vaut plus, ou {@code null} si rien ne la suit
 * @param version son rang, de 1 à la dernière préparée
 */
public record VersionDeRegle(
        long id,
        String famille,
        String code,
        String pour,
        Unite unite,
        BigDecimal valeur,
        LocalDate du,
        LocalDate au,
        String texte,
        String source,
        int version,
        String prepareePar,
        OffsetDateTime prepareeLe) {

    /** Qui a préparé ce qui est arrivé avec le logiciel. */
    public static final String LIVREE = "Livrée avec IEL";

    public boolean livree() {
        return prepareePar.equals(LIVREE);
    }

    public boolean vautLe(LocalDate jour) {
        return !du.isAfter(jour) && (au == null || au.isAfter(jour));
    }

    public boolean aVenir(LocalDate jour) {
        return du.isAfter(jour);
    }

    /** La valeur d'une règle qui compte. */
    public int entier() {
        return valeur.intValueExact();
    }

    public String valeurEnClair() {
        return unite.dire(valeur);
    }

    /** « depuis le 1er janvier 2018 », « du 1er janvier 2018 au 31 mars 2027 » */
    public String periode() {
        return au == null
                ? "depuis le " + Texte.date(du)
                : "du " + Texte.date(du) + " au " + Texte.date(au.minusDays(1));
    }

    /** Telle qu'on la montre à qui elle s'applique. */
    public Regle enRegle() {
        return new Regle(texte, source, du);
    }
}
