package fr.cnfpt.outils;

import fr.cnfpt.commun.Courriers;

/** Un courrier ordinaire, remis à l'épreuve ; ni urgent ni fugace, que l'épreuve n'attend pas. */
public final class CourriersDeTest implements Courriers {

    /** Ce que l'épreuve fait de chacun. */
    @FunctionalInterface
    public interface Recu {
        void noter(String destinataire, String objet, String texte);
    }

    private final Recu recu;

    public CourriersDeTest(Recu recu) {
        this.recu = recu;
    }

    @Override
    public void deposer(String destinataire, String objet, String texte, Long collectiviteId) {
        recu.noter(destinataire, objet, texte);
    }

    @Override
    public void deposerUrgent(String destinataire, String objet, String texte, Long collectiviteId) {
        throw new AssertionError("urgent : " + objet);
    }

    @Override
    public void deposerFugace(String destinataire, String objet, String texte, Long collectiviteId) {
        throw new AssertionError("fugace : " + objet);
    }
}
