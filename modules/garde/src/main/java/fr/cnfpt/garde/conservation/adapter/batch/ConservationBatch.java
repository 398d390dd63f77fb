package fr.cnfpt.garde.conservation.adapter.batch;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.garde.conservation.port.TraitementDeConservation;
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

/** Les passages par Jakarta Batch. Un registre perdu relance du début : effacer deux fois vaut effacer une fois. */
@ApplicationScoped
public class ConservationBatch implements TraitementDeConservation {

    static final String TRAITEMENT = "conservation";
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel.conservation");

    @Override
    public long lancer(long passageId) {
        return moteur().start(TRAITEMENT, parametres(passageId));
    }

    @Override
    public long reprendre(Long executionId, long passageId) {
        if (executionId == null) {
            return lancer(passageId);
        }
        try {
            return moteur().restart(executionId, parametres(passageId));
        } catch (JobExecutionNotMostRecentException e) {
            throw Refus.conflit("passage-deja-repris", "Ce passage vient d'être repris ailleurs.");
        } catch (JobRestartException | NoSuchJobExecutionException e) {
            JOURNAL.log(Level.WARNING, "Reprise de l'exécution " + executionId + " refusée, relance du début", e);
            return lancer(passageId);
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

    private static Properties parametres(long passageId) {
        Properties p = new Properties();
        p.setProperty("passage", String.valueOf(passageId));
        return p;
    }
}
