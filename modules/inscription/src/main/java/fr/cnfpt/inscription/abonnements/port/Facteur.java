package fr.cnfpt.inscription.abonnements.port;

import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import java.time.Instant;

/** Qui porte une annonce à son adresse. */
public interface Facteur {

    /** @throws NonLivreeException si l'abonné ne répond pas par un 2xx, ou si l'on ne doit pas l'appeler */
    void porter(Abonnement a, Livraison l, Instant maintenant) throws NonLivreeException;

    /** Pourquoi une annonce n'est pas livrée : une phrase, pour qui lira la page. */
    class NonLivreeException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean definitive;

        public NonLivreeException(String phrase, boolean definitive, Throwable cause) {
            super(phrase, cause);
            this.definitive = definitive;
        }

        /** Vrai si l'abonné dit qu'il n'est plus là (410) : on n'y revient pas. */
        public boolean estDefinitive() {
            return definitive;
        }
    }
}
