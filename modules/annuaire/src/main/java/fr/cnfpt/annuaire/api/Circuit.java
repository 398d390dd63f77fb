package fr.cnfpt.annuaire.api;

import fr.cnfpt.commun.Refus;

/**
 * Le chemin que la collectivité donne à une demande.
 *
 * @param preinscription ses agents demandent eux-mêmes
 * @param avis leur responsable donne d'abord le sien
 * @param pourSoi une gestionnaire seule peut valider sa propre demande
 * @param rappelJours sans réponse depuis tant de jours, la demande est rappelée à qui doit agir
 * @param attenteJours après tant de jours, l'avis du responsable n'est plus attendu ; {@code null} : il l'est toujours
 */
public record Circuit(boolean preinscription, boolean avis, boolean pourSoi, int rappelJours, Integer attenteJours) {

    private static final int RAPPEL_AU_PLUS = 60;
    private static final int ATTENTE_AU_PLUS = 120;

    /** @throws Refus invalide, si l'on cesserait d'attendre avant d'avoir rappelé */
    public Circuit {
        if (rappelJours < 1 || rappelJours > RAPPEL_AU_PLUS) {
            throw Refus.invalide(
                    "rappel-jours", "rappelJours", "Donnez un nombre de jours entre 1 et " + RAPPEL_AU_PLUS + ".");
        }
        if (attenteJours != null && (attenteJours <= rappelJours || attenteJours > ATTENTE_AU_PLUS)) {
            throw Refus.invalide(
                    "attente-jours",
                    "attenteJours",
                    "On rappelle avant de ne plus attendre : donnez plus de " + rappelJours + " jours et "
                            + ATTENTE_AU_PLUS + " au plus, ou laissez vide pour attendre toujours.");
        }
    }

    /** Où passe une demande, de l'agent au CNFPT, tel que la RH le lit. */
    public String enClair() {
        return !preinscription
                ? "vous inscrivez directement les agents."
                : avis
                        ? "l'agent demande, son responsable donne son avis"
                                + (attenteJours == null ? "" : " dans les " + attenteJours + " jours")
                                + ", vous validez, le CNFPT reçoit."
                        : "l'agent demande, vous validez, le CNFPT reçoit.";
    }
}
