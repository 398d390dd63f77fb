package fr.cnfpt.portail.demarrage;

import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Un passage d'une tâche. Rien n'en sort : un planificateur ne rappelle jamais ce qui lui a lancé quoi que ce soit, et
 * le courrier s'arrêterait jusqu'au prochain démarrage sans que personne le voie.
 */
record Passage(Tache tache, UtilisateurCourant courant) implements Runnable {

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Override
    public void run() {
        try {
            courant.agirComme(Utilisateur.SYSTEME, tache::executer);
        } catch (RuntimeException echec) {
            dire(Level.WARNING, echec);
        } catch (Throwable grave) {
            dire(Level.SEVERE, grave);
        }
    }

    private void dire(Level gravite, Throwable quoi) {
        JOURNAL.log(
                gravite,
                "Tâche « " + tache.nom() + " » interrompue, reprise dans "
                        + tache.periode().toSeconds() + " s",
                quoi);
    }
}
