package fr.cnfpt.annuaire.adapter.web;

import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.RESPONSABLE;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.annuaire.carte.adapter.web.CarteView;
import fr.cnfpt.annuaire.structures.adapter.web.StructuresView;
import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages de l'annuaire. */
@ApplicationScoped
public class PagesAnnuaire implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.rubrique(40, "Agents", "/annuaire/agents.xhtml", GESTIONNAIRE_RH)
                        .aussiDeBranche(),
                PageDuSite.page("/annuaire/agent.xhtml", GESTIONNAIRE_RH),
                PageDuSite.page("/annuaire/import.xhtml", GESTIONNAIRE_RH),
                PageDuSite.rubrique(90, "Réglages", "/annuaire/reglages.xhtml", GESTIONNAIRE_RH),
                PageDuSite.page("/annuaire/employeur.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/acces/mutualisation.xhtml", GESTIONNAIRE_RH, DELEGATION, SIEGE),
                PageDuSite.page("/acces/interims.xhtml", GESTIONNAIRE_RH, RESPONSABLE),
                PageDuSite.rubrique(40, "Collectivités", "/annuaire/collectivites.xhtml", DELEGATION, SIEGE),
                PageDuSite.page(CarteView.PAGE, SIEGE),
                PageDuSite.page(StructuresView.PAGE, SIEGE),
                PageDuSite.rubrique(80, "Comptes", "/acces/comptes.xhtml", SIEGE));
    }
}
