package fr.cnfpt.catalogue.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Les pages du catalogue : on y tient les fiches des stages, on y publie une session et on en pose le déroulé, on y
 * suit les MOOC. La recherche, qui montre les places, est à l'inscription.
 */
@ApplicationScoped
public class PagesCatalogue implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.page("/catalogue/moocs.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/mooc.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/publier.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/brouillons.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/deroule.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/import.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/fiche.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/stages.xhtml", Role.DELEGATION, Role.SIEGE),
                PageDuSite.page("/catalogue/synonymes.xhtml", Role.SIEGE),
                PageDuSite.page("/catalogue/stage.xhtml", Role.DELEGATION, Role.SIEGE));
    }
}
