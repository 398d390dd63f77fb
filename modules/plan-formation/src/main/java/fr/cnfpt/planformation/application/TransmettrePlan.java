package fr.cnfpt.planformation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.port.Plans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;

/**
 * Le gestionnaire RH transmet le plan de sa collectivité à la délégation ; après quoi il est figé et entre dans la
 * synthèse.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class TransmettrePlan {

    private Plans plans;
    private UtilisateurCourant courant;
    private Horloge horloge;

    protected TransmettrePlan() {}

    @Inject
    public TransmettrePlan(Plans plans, UtilisateurCourant courant, Horloge horloge) {
        this.plans = plans;
        this.courant = courant;
        this.horloge = horloge;
    }

    public void executer(int annee, LocalDate avisCstLe, LocalDate presenteAssembleeLe) {
        Plan.exigerVivant(annee, horloge.aujourdhui());
        plans.pourModifier(courant.get().collectivite(), annee)
                .orElseThrow(
                        () -> Refus.conflit("plan-vide", "Ajoutez au moins un besoin avant de transmettre votre plan."))
                .transmettre(
                        avisCstLe,
                        presenteAssembleeLe,
                        horloge.maintenant().atZone(Horloge.PARIS).toOffsetDateTime());
    }
}
