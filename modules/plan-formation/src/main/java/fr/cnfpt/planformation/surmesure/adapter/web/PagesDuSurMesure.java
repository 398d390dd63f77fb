package fr.cnfpt.planformation.surmesure.adapter.web;

import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages du sur-mesure. La navigation de la RH a ses huit entrées : on y vient du plan et du catalogue. */
@ApplicationScoped
public class PagesDuSurMesure implements PagesDuModule {

    static final String LISTE = "/planformation/surmesure.xhtml";
    static final String DEMANDER = "/planformation/demander.xhtml";
    static final String DEMANDE = "/planformation/demande.xhtml";
    static final String COTISATIONS = "/planformation/cotisations.xhtml";
    static final String IMPORT = "/planformation/importer-cotisations.xhtml";

    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.page(LISTE, GESTIONNAIRE_RH, DELEGATION, SIEGE),
                PageDuSite.page(DEMANDER, GESTIONNAIRE_RH),
                PageDuSite.page(DEMANDE, GESTIONNAIRE_RH, DELEGATION, SIEGE),
                PageDuSite.page(COTISATIONS, DELEGATION, SIEGE),
                PageDuSite.page(IMPORT, DELEGATION, SIEGE));
    }
}
