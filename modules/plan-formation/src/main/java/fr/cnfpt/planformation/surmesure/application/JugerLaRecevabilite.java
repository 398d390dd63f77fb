package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.Recevabilite;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations;
import fr.cnfpt.planformation.surmesure.persistence.Cotisations.ConstatDeCotisation;
import fr.cnfpt.planformation.surmesure.persistence.ReglesDuSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Réunit ce que les règles regardent d'un employeur : sa cotisation, son plan, les règles du jour. */
@ApplicationScoped
class JugerLaRecevabilite {

    @Inject
    Cotisations cotisations;

    @Inject
    ReglesDuSurMesure regles;

    @Inject
    Plans plans;

    @Inject
    Horloge horloge;

    /** Ce que les règles disent aujourd'hui de cette demande. */
    Recevabilite recevabilite(DemandeSurMesure d) {
        LocalDate jour = horloge.aujourdhui();
        return Recevabilite.de(
                d,
                cotisations
                        .de(d.collectiviteId())
                        .map(ConstatDeCotisation::aJourAu)
                        .orElse(null),
                Plan.annees(jour).stream()
                        .anyMatch(a -> plans.de(d.collectiviteId(), a).isPresent()),
                regles.recevabilite(jour),
                jour);
    }
}
