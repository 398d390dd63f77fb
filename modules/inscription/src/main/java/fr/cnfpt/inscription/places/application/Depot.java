package fr.cnfpt.inscription.places.application;

import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.rest.application.FaireUneFois;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Ce qu'on dépose au guichet.
 *
 * @param reponse ce qu'on répond de ses places
 * @param envoi celui de l'API qui la porte, dont la réponse est à garder
 */
record Depot(Places.Demande demande, Function<List<Placement>, ?> reponse, Optional<FaireUneFois.Envoi> envoi) {

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
        return demande.session().id();
    }

    int agents() {
        return demande.agents().size();
    }

    /** Deux dépôts qui ne peuvent pas être écrits ensemble : le même envoi, ou le même agent à la même session. */
    boolean heurte(Depot autre) {
        return envoi.isPresent()
                        && autre.envoi.isPresent()
                        && envoi.get().compte() == autre.envoi.get().compte()
                        && envoi.get().cle().equals(autre.envoi.get().cle())
                || session() == autre.session()
                        && demande.agents().stream()
                                .anyMatch(a -> autre.demande.agents().stream().anyMatch(b -> a.id() == b.id()));
    }
}
