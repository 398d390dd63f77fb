package fr.cnfpt.territorialisation.domain;

import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.Decision;
import java.util.List;

/**
 * Combien de stagiaires d'un même périmètre ouvrent une action, et combien un groupe en reçoit. La fiche « plans de
 * formation » du CNFPT Nord-Pas-de-Calais dit 15, et 12 ou 13 selon les thèmes. Deux choix que nul texte ne tranche :
 * seul l'effectif ferme compte, l'indicatif est dit ; le seuil ouvre l'action entière, qui se répartit ensuite en
 * groupes de 20 au plus.
 *
 * @param texte ce que dit la règle, en une phrase
 * @param source le document qui la fonde
 * @param versions les versions des règles d'où il vient
 */
public record Seuil(int minimum, int groupeMax, String texte, String source, List<Long> versions) {

    /** Un seuil que l'on propose, pas encore gardé. */
    public Seuil(int minimum, int groupeMax, String texte, String source) {
        this(minimum, groupeMax, texte, source, List.of());
    }

    /** @return l'action et sa décision, avec la règle appliquée */
    public ActionMutualisee decider(BesoinRegroupe besoin, boolean payant) {
        boolean atteint = besoin.fermes() >= minimum;
        return new ActionMutualisee(
                besoin.theme(),
                besoin.fermes(),
                besoin.indicatifs(),
                besoin.collectivites(),
                minimum,
                atteint ? Decision.DEPLOYABLE : Decision.INSUFFISANTE,
                atteint ? (besoin.fermes() + groupeMax - 1) / groupeMax : 0,
                Math.max(0, minimum - besoin.fermes()),
                payant,
                regle(payant),
                source,
                versions);
    }

    private String regle(boolean payant) {
        return texte + " Groupes de " + groupeMax + " au plus ; les effectifs indicatifs ne comptent pas"
                + (payant ? " ; formation payante, hors cotisation." : ".");
    }
}
