package fr.cnfpt.acces.adapter.web;

import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages de l'entrée : celles du courriel et de l'inscription sont publiques. */
@ApplicationScoped
public class PagesAdhesion implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.publique("/acces/adhesion.xhtml"),
                PageDuSite.publique("/acces/activer.xhtml"),
                PageDuSite.publique("/acces/mot-de-passe.xhtml"),
                PageDuSite.publique("/garde/boite.xhtml"),
                PageDuSite.page("/acces/adhesions.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/acces/acces.xhtml", GESTIONNAIRE_RH));
    }
}
