package fr.cnfpt.outils.liste.application;

/** La personne a abandonné cet export, ou une autre instance l'a repris : rien de lui ne se garde. */
final class ExportLaisseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportLaisseException() {
        super(null, null, false, false);
    }
}
