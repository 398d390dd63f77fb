package fr.cnfpt.garde.adapter.web;

import static fr.cnfpt.commun.Role.AGENT;
import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.RESPONSABLE;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages des données personnelles, de leur conservation et du journal. */
@ApplicationScoped
public class PagesDonnees implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.page("/garde/mes-donnees.xhtml", AGENT, RESPONSABLE),
                PageDuSite.page("/garde/demandes.xhtml", GESTIONNAIRE_RH),
                PageDuSite.page("/garde/conservation.xhtml", SIEGE),
                PageDuSite.page("/garde/journal.xhtml", SIEGE, DELEGATION, GESTIONNAIRE_RH));
    }
}
