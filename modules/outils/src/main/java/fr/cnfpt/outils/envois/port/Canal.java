package fr.cnfpt.outils.envois.port;

import fr.cnfpt.outils.envois.domain.Envoi;

/**
 * Une façon de sortir de l'application. Il suffit d'en écrire un bean : {@code FairePartir} le trouve et lui remet les
 * envois de son code. Deux instances l'appellent en même temps, jamais pour le même envoi tant que son bail court.
 */
public interface Canal {

    /** De trois à vingt lettres minuscules : la colonne {@code canal} de {@code outils.envoi}. */
    String code();

    /** Vrai s'il est réglé ; sinon ses envois attendent. */
    boolean estEnService();

    /**
     * Remet l'envoi, {@link Envoi#cle()} comprise, en moins de temps que le bail ({@code FairePartir.BAIL}).
     *
     * @throws NonRemisException s'il est refusé, ou si personne ne répond
     */
    void remettre(Envoi envoi) throws NonRemisException;

    /** Pourquoi un envoi n'est pas parti : une phrase française, pour qui lira la boîte. */
    class NonRemisException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean definitif;

        public NonRemisException(String phrase, boolean definitif, Throwable cause) {
            super(phrase, cause);
            this.definitif = definitif;
        }

        /** Vrai si recommencer n'y changerait rien : adresse impossible. */
        public boolean estDefinitif() {
            return definitif;
        }
    }
}
