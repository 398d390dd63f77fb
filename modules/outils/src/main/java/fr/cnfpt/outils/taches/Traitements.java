package fr.cnfpt.outils.taches;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.outils.persistence.Battements;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * La seule porte de Jakarta Batch : lancer un traitement, le reprendre, savoir s'il tourne. Se commande hors de toute
 * transaction. Après un arrêt brutal le registre garde l'exécution « STARTED », et chaque serveur ne sait que ce qu'il
 * exécute lui-même : celui qui exécute le fait donc entendre, par un battement en base, et une exécution muette est
 * interrompue, d'où qu'on la regarde (docs/adr/0006).
 */
@ApplicationScoped
public class Traitements implements Tache {

    /** Le nom du paramètre par lequel un traitement sait sur quoi il porte. */
    public static final String OBJET = "objet";

    /** Trois battements manqués : le serveur qui l'exécutait n'est plus là. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Set<BatchStatus> EN_COURS =
            Set.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel.traitements");

    @Inject
    Battements battements;

    private final Map<Long, String> lancesIci = new ConcurrentHashMap<>();

    /** @return le numéro de l'exécution */
    public long lancer(String traitement, long objet) {
        return noter(traitement, moteur().start(traitement, parametres(objet)));
    }

    /**
     * Reprend où l'exécution s'était arrêtée, ses paramètres donnés de nouveau. Un registre perdu, ou un serveur qui
     * refuse, fait relancer du début : un traitement rejoué donne le même résultat.
     *
     * @param executionId la dernière exécution connue, ou {@code null} si elle n'a jamais démarré
     * @throws Refus conflit, si elle a déjà été reprise
     */
    public long reprendre(String traitement, Long executionId, long objet) {
        if (executionId == null) {
            return lancer(traitement, objet);
        }
        try {
            return noter(traitement, moteur().restart(executionId, parametres(objet)));
        } catch (JobExecutionNotMostRecentException e) {
            throw Refus.conflit("traitement-deja-repris", "Ce traitement vient d'être repris par quelqu'un d'autre.");
        } catch (JobRestartException | NoSuchJobExecutionException e) {
            JOURNAL.log(Level.WARNING, "Reprise de l'exécution " + executionId + " refusée, relance du début", e);
            return lancer(traitement, objet);
        }
    }

    /** Vrai si un serveur, celui-ci ou un autre, exécute en ce moment cette exécution. */
    public boolean tourne(String traitement, long executionId) {
        return tourneIci(traitement, executionId)
                || enCoursAuRegistre(executionId) && battements.entendu(executionId, SILENCE);
    }

    @Override
    public String nom() {
        return "Traitements : dire ceux que ce serveur exécute";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void executer() {
        for (Iterator<Map.Entry<Long, String>> i = lancesIci.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<Long, String> e = i.next();
            if (tourneIci(e.getValue(), e.getKey())) {
                battements.battre(e.getKey());
            } else {
                i.remove();
                battements.oublier(e.getKey());
            }
        }
    }

    private long noter(String traitement, long executionId) {
        lancesIci.put(executionId, traitement);
        battements.battre(executionId);
        return executionId;
    }

    private static boolean tourneIci(String traitement, long executionId) {
        try {
            return moteur().getRunningExecutions(traitement).contains(executionId);
        } catch (NoSuchJobException jamaisLance) {
            return false;
        }
    }

    /** Le registre est le même pour tous ; il dit encore en cours ce qu'un arrêt brutal a coupé. */
    private static boolean enCoursAuRegistre(long executionId) {
        try {
            return EN_COURS.contains(moteur().getJobExecution(executionId).getBatchStatus());
        } catch (NoSuchJobExecutionException registrePerdu) {
            return false;
        }
    }

    private static JobOperator moteur() {
        return BatchRuntime.getJobOperator();
    }

    private static Properties parametres(long objet) {
        Properties p = new Properties();
        p.setProperty(OBJET, String.valueOf(objet));
        return p;
    }
}
