package fr.cnfpt.inscription.places.application;

import fr.cnfpt.outils.rest.application.FaireUneFois;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Ce qu'on dépose au guichet.
 *
 * @param reponse ce qu'on répond de ceux qui sont inscrits, dans l'ordre du souhait
 * @param envoi celui de l'API qui la porte, dont la réponse est à garder
 */
record Depot(Souhait souhait, Function<List<Inscrit>, ?> reponse, Optional<FaireUneFois.Envoi> envoi) {

    /**
     * Ce qu'un dépôt est devenu : sa réponse, ou son refus, ou ni l'un ni l'autre si un autre tient la jauge de sa
     * session.
     */
    record Sort(Object reponse, RuntimeException refus) {

        static final Sort JAUGE_TENUE = new Sort(null, null);

        static Sort refuse(RuntimeException refus) {
            return new Sort(null, refus);
        }

        boolean rendu() {
            return reponse != null || refus != null;
        }
    }

    long session() {
        return souhait.session();
    }

    int agents() {
        return souhait.combien();
    }

    /** Deux dépôts qui ne peuvent pas être écrits ensemble : le même envoi, ou le même agent à la même session. */
    boolean heurte(Depot autre) {
        return envoi.isPresent()
                        && autre.envoi.isPresent()
                        && envoi.get().compte() == autre.envoi.get().compte()
                        && envoi.get().cle().equals(autre.envoi.get().cle())
                || souhait.heurte(autre.souhait);
    }
}
