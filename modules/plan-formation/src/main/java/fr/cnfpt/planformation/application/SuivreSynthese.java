package fr.cnfpt.planformation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.domain.Synthese;
import fr.cnfpt.planformation.port.Syntheses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;

/**
 * Ce que le traitement inscrit sur sa synthèse, chaque fois dans une transaction : celle du lot en cours pour
 * l'avancement, qui vaut donc exactement ce qui est décidé ; une à elle pour le reste.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class SuivreSynthese {

    private Syntheses syntheses;
    private Horloge horloge;

    protected SuivreSynthese() {}

    @Inject
    public SuivreSynthese(Syntheses syntheses, Horloge horloge) {
        this.syntheses = syntheses;
        this.horloge = horloge;
    }

    /** Ce qu'un traitement doit savoir de sa synthèse. */
    public record Mission(int annee, long structureId, int traites) {}

    public Mission mission(long syntheseId) {
        Synthese s = exister(syntheseId);
        return new Mission(s.annee(), s.structureId(), s.traites());
    }

    public long ouvrir(int annee, long structureId, int total, String premier, String par) {
        Synthese s = Synthese.lancer(annee, structureId, total, premier, par, maintenant());
        syntheses.ajouter(s);
        return s.id();
    }

    public void porter(long syntheseId, long executionId) {
        exister(syntheseId).porter(executionId);
    }

    public void avancer(long syntheseId, int rang, String suivant) {
        exister(syntheseId).avancer(rang, suivant);
    }

    public void terminer(long syntheseId) {
        exister(syntheseId).terminer(maintenant());
    }

    private Synthese exister(long id) {
        return syntheses
                .parId(id)
                .orElseThrow(() -> Refus.introuvable("synthese-inconnue", "Cette synthèse n'existe pas."));
    }

    private OffsetDateTime maintenant() {
        return horloge.maintenant().atZone(Horloge.PARIS).toOffsetDateTime();
    }
}
