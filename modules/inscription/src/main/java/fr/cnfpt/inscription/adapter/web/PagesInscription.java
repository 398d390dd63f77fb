package fr.cnfpt.inscription.adapter.web;

import static fr.cnfpt.commun.Role.AGENT;
import static fr.cnfpt.commun.Role.DELEGATION;
import static fr.cnfpt.commun.Role.GESTIONNAIRE_RH;
import static fr.cnfpt.commun.Role.RESPONSABLE;
import static fr.cnfpt.commun.Role.SIEGE;

import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Les pages de l'inscription. */
@ApplicationScoped
public class PagesInscription implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.rubrique(
                                20, "Catalogue", "/inscription/catalogue.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH)
                        .aussiDeBranche(),
                PageDuSite.page("/inscription/session.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH)
                        .aussiDeBranche(),
                PageDuSite.page("/inscription/groupe.xhtml", GESTIONNAIRE_RH).aussiDeBranche(),
                PageDuSite.page("/inscription/abonnements.xhtml", GESTIONNAIRE_RH),
                PageDuSite.page("/inscription/abonnement.xhtml", GESTIONNAIRE_RH),
                PageDuSite.page("/inscription/recherches.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH)
                        .aussiDeBranche(),
                PageDuSite.publique("/inscription/desabonner.xhtml"),
                PageDuSite.publique("/inscription/place.xhtml"),
                PageDuSite.page("/inscription/sauver.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/inscription/sauvetage.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/inscription/nonremises.xhtml", DELEGATION, SIEGE),
                PageDuSite.publique("/inscription/repondre.xhtml"),
                PageDuSite.rubrique(21, "Sessions", "/inscription/sessions.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/inscription/stagiaires.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/inscription/selection.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/inscription/preparation.xhtml", DELEGATION, SIEGE),
                PageDuSite.rubrique(
                                30,
                                "Bulletins",
                                "/inscription/bulletins.xhtml",
                                AGENT,
                                RESPONSABLE,
                                GESTIONNAIRE_RH,
                                DELEGATION,
                                SIEGE)
                        .aussiDeBranche(),
                PageDuSite.rubrique(29, "Mon équipe", "/inscription/equipe.xhtml", RESPONSABLE),
                PageDuSite.page("/inscription/partagees.xhtml", GESTIONNAIRE_RH),
                PageDuSite.page("/inscription/remplacer.xhtml", GESTIONNAIRE_RH).aussiDeBranche(),
                PageDuSite.page("/inscription/amenagements.xhtml", DELEGATION),
                PageDuSite.rubrique(32, "Tableau de bord", "/inscription/tableau.xhtml", GESTIONNAIRE_RH, DELEGATION)
                        .aussiDeBranche(),
                PageDuSite.page("/inscription/bulletin.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH, DELEGATION, SIEGE)
                        .aussiDeBranche());
    }
}
