package fr.cnfpt.annuaire.adapter.web;

import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.commun.web.PageDuSite;
import fr.cnfpt.commun.web.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages de l'entrée : celles du courriel et de l'inscription sont publiques. */
@ApplicationScoped
public class PagesAdhesion implements PagesDuModule {
  @Override
  public List<PageDuSite> pages() {
    return List.of(
        PageDuSite.publique("/annuaire/adhesion.xhtml"),
        PageDuSite.publique("/annuaire/activer.xhtml"),
        PageDuSite.publique("/annuaire/mot-de-passe.xhtml"),
        PageDuSite.publique("/annuaire/boite.xhtml"),
        PageDuSite.page("/annuaire/adhesions.xhtml", DELEGATION, SIEGE),
        PageDuSite.page("/annuaire/acces.xhtml", GESTIONNAIRE_RH));
  }
}
