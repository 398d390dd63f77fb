package fr.cnfpt.inscription.selection.domain;

import fr.cnfpt.commun.Refus;
import java.util.Arrays;

/**
 * Ce qui rend une demande prioritaire de droit (CGFP, art. L422-3). Donnée de santé : elle ne se dit ni à qui organise,
 * ni à qui n'a pas dit lui-même la priorité.
 */
public enum MotifDePriorite {
    CATEGORIE_C("Catégorie C, sans diplôme de niveau 4 (le baccalauréat)"),
    HANDICAP("Situation de handicap"),
    USURE("Risque d'usure professionnelle");

    private final String libelle;

    MotifDePriorite(String libelle) {
        this.libelle = libelle;
    }

    public String getLibelle() {
        return libelle;
    }

    /** @throws Refus invalide, s'il n'en est pas un */
    public static MotifDePriorite de(String code) {
        return Arrays.stream(values())
                .filter(m -> m.name().equals(code))
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        "motif-de-priorite-inconnu",
                        "motif",
                        "Choisissez un des trois motifs de la loi : CATEGORIE_C, HANDICAP ou USURE."));
    }

    /**
     * @param categorie celle que dit le poste, ou {@code null}
     * @throws Refus conflit, si le poste dit le contraire
     */
    public void exigerQueLePosteLAdmette(String categorie) {
        if (this == CATEGORIE_C && categorie != null && !categorie.equals("C")) {
            throw Refus.conflit(
                    "poste-d-une-autre-categorie",
                    "Le poste de cet agent est de catégorie " + categorie
                            + " : ce motif est celui de la catégorie C. Choisissez-en un autre, ou faites corriger la fiche de l'agent.");
        }
    }
}
