package fr.cnfpt.annuaire.adapter.web;

import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.commun.web.PageDuSite;
import fr.cnfpt.commun.web.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages de l'annuaire. */
@ApplicationScoped
public class PagesAnnuaire implements PagesDuModule {
  @Override
  public List<PageDuSite> pages() {
    return List.of(
        PageDuSite.rubrique(40, "Agents", "/annuaire/agents.xhtml", GESTIONNAIRE_RH),
        PageDuSite.page("/annuaire/agent.xhtml", GESTIONNAIRE_RH),
        PageDuSite.page("/annuaire/import.xhtml", GESTIONNAIRE_RH),
        PageDuSite.rubrique(40, "Collectivités", "/annuaire/collectivites.xhtml", DELEGATION, SIEGE),
        PageDuSite.rubrique(80, "Comptes", "/annuaire/comptes.xhtml", SIEGE));
  }
}
