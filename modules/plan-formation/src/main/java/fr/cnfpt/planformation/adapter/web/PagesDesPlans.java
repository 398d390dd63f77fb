package fr.cnfpt.planformation.adapter.web;

import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages du module : le plan, côté collectivité ; la synthèse, côté CNFPT. */
@ApplicationScoped
public class PagesDesPlans implements PagesDuModule {

    static final String PLAN = "/planformation/plan.xhtml";
    static final String SYNTHESE = "/planformation/synthese.xhtml";

    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.rubrique(50, "Plan de formation", PLAN, GESTIONNAIRE_RH),
                PageDuSite.rubrique(50, "Territoires et plans", SYNTHESE, DELEGATION, SIEGE));
    }
}
