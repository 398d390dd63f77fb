package fr.cnfpt.inscription.selection.domain;

/**
 * Les faits qu'une sélection retient d'une demande, et rien d'autre : rejoués, ils donnent le même rang.
 *
 * @param prioritaire de droit (CGFP, art. L422-3) ; jamais pourquoi
 * @param premiere vrai si l'agent n'a encore ni formation suivie ni place acquise
 * @param arrivee l'ordre où elle a été transmise
 * @param ecart ce que la délégation veut d'elle contre les règles, ou {@code null}
 */
public record Candidature(long bulletinId, boolean prioritaire, boolean premiere, long arrivee, Ecart ecart) {

    boolean refusee() {
        return ecart != null && ecart.refuse();
    }

    boolean deplacee() {
        return ecart != null && !ecart.refuse();
    }
}
