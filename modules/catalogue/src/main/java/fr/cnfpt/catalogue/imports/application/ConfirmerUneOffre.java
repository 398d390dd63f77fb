package fr.cnfpt.catalogue.imports.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.taches.application.HorsRequete;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Mène l'écriture d'une offre hors de la requête : on peut quitter la page. */
@ApplicationScoped
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ConfirmerUneOffre {

    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    SuivreUneOffre suivi;

    @Inject
    ImporterUneOffre importation;

    @Inject
    HorsRequete horsRequete;

    /** @throws Refus conflit si l'essai n'attend plus de réponse */
    public void executer(long id) {
        suivi.demanderLEcriture(id);
        if (!horsRequete.lancer(() -> mener(id))) {
            suivi.renoncer(id, "Le serveur est trop occupé : rien n'est écrit. Confirmez de nouveau dans un instant.");
        }
    }

    private void mener(long id) {
        try {
            importation.ecrire(id);
        } catch (Refus r) {
            suivi.renoncer(id, "Rien n'est écrit : " + r.getMessage());
        } catch (RuntimeException e) {
            JOURNAL.log(Level.SEVERE, "Offre " + id + " interrompue", e);
            suivi.renoncer(
                    id,
                    "L'enregistrement s'est arrêté sur une erreur de notre côté : rien n'est écrit. Confirmez de nouveau.");
        }
    }
}
