package fr.cnfpt.garde.courrier.port;

/** Celui qui remet un courrier à un serveur de messagerie. */
public interface Postier {

    /** Vrai si un serveur de messagerie est réglé ; sinon les courriers restent dans la boîte d'envoi. */
    boolean estEnService();

    /** @throws NonRemisException si le serveur refuse ou ne répond pas */
    void remettre(String destinataire, String objet, String texte) throws NonRemisException;

    /** Pourquoi un courrier n'est pas parti. */
    class NonRemisException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean definitif;

        public NonRemisException(String message, boolean definitif) {
            super(message);
            this.definitif = definitif;
        }

        /** Vrai si recommencer n'y changerait rien : adresse impossible. */
        public boolean estDefinitif() {
            return definitif;
        }
    }
}
