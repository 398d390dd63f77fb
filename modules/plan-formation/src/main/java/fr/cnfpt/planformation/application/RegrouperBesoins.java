package fr.cnfpt.planformation.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Réunit, thème par thème, les besoins que les collectivités d'un périmètre ont transmis. Un brouillon ne compte pas.
 */
@ApplicationScoped
@Transactional
@Autorise({})
public class RegrouperBesoins {

    private Plans plans;
    private Annuaire annuaire;

    protected RegrouperBesoins() {}

    @Inject
    public RegrouperBesoins(Plans plans, Annuaire annuaire) {
        this.plans = plans;
        this.annuaire = annuaire;
    }

    public List<BesoinRegroupe> de(PerimetreInfo perimetre, int annee) {
        return plans.regrouper(
                annee,
                annuaire.collectivitesDesEpci(perimetre.epci()).stream()
                        .map(CollectiviteInfo::id)
                        .toList());
    }
}
