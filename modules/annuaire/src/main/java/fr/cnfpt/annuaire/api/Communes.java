package fr.cnfpt.annuaire.api;

import java.util.List;
import java.util.Optional;

/** Les communes du découpage en vigueur, pour en choisir une. */
public interface Communes {

    /** @param code celui de l'Insee, cinq caractères */
    record CommuneInfo(String code, String nom, String departement) {

        /** « Lille (59350) » */
        public String libelle() {
            return nom + " (" + code + ")";
        }

        /** « département 59 » */
        public String precision() {
            return "département " + departement;
        }
    }

    /** Celles dont le nom commence ainsi, les plus peuplées d'abord ; un code de l'Insee n'en désigne qu'une. */
    List<CommuneInfo> communes(String texte, int combien);

    /** Celles qui portent ce nom, et non un plus long ; accents et traits d'union sont indifférents. */
    List<CommuneInfo> nommees(String nom);

    /** La commune de ce code, même disparue depuis. */
    default Optional<CommuneInfo> commune(String code) {
        return communes(code, 1).stream().filter(c -> c.code().equals(code)).findFirst();
    }
}
