package fr.cnfpt.outils.regles.adapter.web;

import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages des règles datées. */
@ApplicationScoped
public class PagesDesRegles implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(PageDuSite.page("/outils/regles.xhtml", SIEGE), PageDuSite.page("/outils/regle.xhtml", SIEGE));
    }
}
