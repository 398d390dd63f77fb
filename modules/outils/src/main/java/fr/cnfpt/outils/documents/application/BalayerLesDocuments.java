package fr.cnfpt.outils.documents.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.documents.persistence.FichesDeDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ôte ce que plus rien ne demande : le contenu d'abord, la fiche ensuite. Coupé entre les deux, ou fait par deux
 * instances, il recommence sans dommage.
 */
@ApplicationScoped
public class BalayerLesDocuments implements Tache {

    /** Bien plus qu'une écriture au magasin : passé ce temps, un dépôt en cours n'écrit plus rien. */
    public static final Duration DEPOT = Duration.ofHours(1);

    private static final int LOT = 100;
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    FichesDeDocuments fiches;

    @Inject
    Documents documents;

    @Inject
    Horloge horloge;

    @Override
    public String nom() {
        return "Balayage des documents ôtés";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(1);
    }

    @Override
    @Autorise({})
    public void executer() {
        fiches.abandonner(horloge.maintenant().minus(DEPOT));
        for (Document d : fiches.aOter(LOT)) {
            try {
                documents.magasin(d.magasin()).oter(d.id());
                fiches.effacer(d.id());
            } catch (IOException | RuntimeException e) {
                JOURNAL.log(Level.WARNING, e, () -> "Document " + d.id() + " non ôté de « " + d.magasin() + " »");
            }
        }
    }
}
