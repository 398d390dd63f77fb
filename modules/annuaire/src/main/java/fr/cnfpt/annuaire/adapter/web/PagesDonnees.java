package fr.cnfpt.annuaire.adapter.web;

import static fr.cnfpt.commun.Role.AGENT;
import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.RESPONSABLE;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.commun.web.PageDuSite;
import fr.cnfpt.commun.web.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages des données personnelles, de leur conservation et du journal. */
@ApplicationScoped
public class PagesDonnees implements PagesDuModule {
  @Override
  public List<PageDuSite> pages() {
    return List.of(
        PageDuSite.page("/annuaire/mes-donnees.xhtml", AGENT, RESPONSABLE),
        PageDuSite.page("/annuaire/demandes.xhtml", GESTIONNAIRE_RH),
        PageDuSite.page("/annuaire/conservation.xhtml", SIEGE),
        PageDuSite.page("/annuaire/journal.xhtml", SIEGE, DELEGATION, GESTIONNAIRE_RH));
  }
}
