package fr.cnfpt.territorialisation.api;

import fr.cnfpt.commun.Texte;
import java.io.Serializable;

/**
 * Une action mutualisée et ce qui en est décidé, telle que les écrans la montrent.
 *
 * @param theme son code
 * @param manque combien de personnes manquent pour atteindre le seuil, 0 si elle est déployable
 * @param regle la phrase de la règle appliquée
 * @param source le document qui la fonde
 */
public record ActionInfo(
        long id,
        int annee,
        long perimetreId,
        String perimetre,
        String theme,
        String libelle,
        int fermes,
        int indicatifs,
        int collectivites,
        int seuil,
        Decision decision,
        int groupes,
        int manque,
        boolean payant,
        String regle,
        String source)
        implements Serializable {

    /** À une ou deux places près, une relance suffit souvent. */
    private static final int PRES = 2;

    public boolean deployable() {
        return decision == Decision.DEPLOYABLE;
    }

    public boolean pres() {
        return !deployable() && manque <= PRES;
    }

    /**
     * « déployable, 2 groupes » ; « il manque 1 personne, 4 indicatifs » ; « loin du seuil : il manque 9 personnes »
     */
    public String resultat() {
        if (deployable()) {
            return "déployable" + (groupes > 1 ? ", " + groupes + " groupes" : "") + (payant ? ", payant" : "");
        }
        String manquent = "il manque " + Texte.pluriel(manque, "personne", "personnes");
        return pres()
                ? manquent + (indicatifs > 0 ? ", " + Texte.pluriel(indicatifs, "indicatif", "indicatifs") : "")
                : "loin du seuil : " + manquent;
    }
}
