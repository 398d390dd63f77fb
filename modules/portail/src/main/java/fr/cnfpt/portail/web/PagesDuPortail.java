package fr.cnfpt.portail.web;

import static fr.cnfpt.commun.Role.AGENT;
import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.FORMATEUR;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.RESPONSABLE;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages du cadre. */
@ApplicationScoped
public class PagesDuPortail implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.publique("/index.xhtml"),
                PageDuSite.publique("/connexion.xhtml"),
                PageDuSite.publique("/relier.xhtml"),
                PageDuSite.publique("/reprise.xhtml"),
                PageDuSite.publique("/accessibilite.xhtml"),
                PageDuSite.publique("/aide.xhtml"),
                PageDuSite.rubrique(
                                10,
                                "Aujourd'hui",
                                "/aujourdhui.xhtml",
                                AGENT,
                                RESPONSABLE,
                                GESTIONNAIRE_RH,
                                DELEGATION,
                                SIEGE,
                                FORMATEUR)
                        .aussiDeBranche(),
                PageDuSite.page("/agir-pour.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH, DELEGATION, SIEGE, FORMATEUR)
                        .aussiDeBranche(),
                PageDuSite.page("/fichiers.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH, DELEGATION, SIEGE, FORMATEUR)
                        .aussiDeBranche(),
                PageDuSite.page("/mon-compte.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH, DELEGATION, SIEGE, FORMATEUR)
                        .aussiDeBranche());
    }
}
