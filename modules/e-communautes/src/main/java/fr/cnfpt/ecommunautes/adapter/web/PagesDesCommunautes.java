package fr.cnfpt.ecommunautes.adapter.web;

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

/** Les deux pages des communautés, pour tous ceux qui se connectent. */
@ApplicationScoped
public class PagesDesCommunautes implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.rubrique(
                                70,
                                "Communautés",
                                "/ecommunautes/communautes.xhtml",
                                AGENT,
                                RESPONSABLE,
                                GESTIONNAIRE_RH,
                                FORMATEUR,
                                DELEGATION,
                                SIEGE)
                        .aussiDeBranche(),
                PageDuSite.page(
                                "/ecommunautes/communaute.xhtml",
                                AGENT,
                                RESPONSABLE,
                                GESTIONNAIRE_RH,
                                FORMATEUR,
                                DELEGATION,
                                SIEGE)
                        .aussiDeBranche());
    }
}
