package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.port.Traitements;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Les synthèses par Jakarta Batch. Après un arrêt brutal le registre garde l'exécution « STARTED » : ce serveur la
 * reprend quand même. Un autre pourrait refuser, ou avoir perdu son registre : on relance alors du début, ce qui donne
 * le même résultat puisque décider deux fois vaut décider une fois.
 */
@ApplicationScoped
public class TraitementsBatch implements Traitements {

    static final String TRAITEMENT = "synthese";
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel.synthese");

    @Override
    public long lancer(long syntheseId) {
        return moteur().start(TRAITEMENT, parametres(syntheseId));
    }

    @Override
    public long reprendre(Long executionId, long syntheseId) {
        if (executionId == null) {
            return lancer(syntheseId);
        }
        try {
            return moteur().restart(executionId, parametres(syntheseId));
        } catch (JobExecutionNotMostRecentException e) {
            throw Refus.conflit("synthese-deja-reprise", "Cette synthèse vient d'être reprise par quelqu'un d'autre.");
        } catch (JobRestartException | NoSuchJobExecutionException e) {
            JOURNAL.log(Level.WARNING, "Reprise de l'exécution " + executionId + " refusée, relance du début", e);
            return lancer(syntheseId);
        }
    }

    @Override
    public boolean tourne(long executionId) {
        try {
            return moteur().getRunningExecutions(TRAITEMENT).contains(executionId);
        } catch (NoSuchJobException jamaisLance) {
            return false;
        }
    }

    private static JobOperator moteur() {
        return BatchRuntime.getJobOperator();
    }

    private static Properties parametres(long syntheseId) {
        Properties p = new Properties();
        p.setProperty("synthese", String.valueOf(syntheseId));
        return p;
    }
}
