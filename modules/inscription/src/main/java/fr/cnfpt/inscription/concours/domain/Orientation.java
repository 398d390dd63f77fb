package fr.cnfpt.inscription.concours.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Le résultat d'un test d'orientation.
 *
 * @param points sur vingt
 * @param conseil ce qu'on conseille à qui n'est pas admis ; {@code null} s'il n'y a rien à ajouter
 */
public record Orientation(BigDecimal points, LocalDate passeLe, Parcours parcours, String conseil) {

    /** @throws Refus invalide, nommant le champ */
    public static Orientation de(
            BigDecimal points, LocalDate passeLe, Parcours parcours, String conseil, LocalDate aujourdhui) {
        if (points == null
                || points.signum() < 0
                || points.compareTo(BigDecimal.valueOf(20)) > 0
                || points.scale() > 2) {
            throw Refus.invalide(
                    "points-impossibles", "points", "Donnez les points, de 0 à 20, deux décimales au plus.");
        }
        if (passeLe == null || passeLe.isAfter(aujourdhui)) {
            throw Refus.invalide("jour-impossible", "passeLe", "Donnez le jour du test : aujourd'hui ou avant.");
        }
        if (parcours == null) {
            throw Refus.invalide("parcours-absent", "parcours", "Choisissez ce que le test conseille.");
        }
        String dit = Textes.facultatif("conseil", conseil);
        if (parcours != Parcours.ADMIS && dit == null) {
            throw Refus.invalide(
                    "conseil-absent", "conseil", "Dites quoi faire à la place : l'agent et sa RH le liront.");
        }
        return new Orientation(points, passeLe, parcours, dit);
    }

    /** Les textes que la délégation écrit, et que la personne lira. */
    static final class Textes {
        private static final int AU_PLUS = 500;

        private Textes() {}

        static String facultatif(String champ, String texte) {
            if (texte == null || texte.isBlank()) {
                return null;
            }
            if (texte.strip().length() < 3 || texte.strip().length() > AU_PLUS) {
                throw Refus.invalide("texte-trop-long", champ, "De 3 à " + AU_PLUS + " caractères.");
            }
            Nir.refuserDans(champ, texte);
            return texte.strip();
        }
    }
}
