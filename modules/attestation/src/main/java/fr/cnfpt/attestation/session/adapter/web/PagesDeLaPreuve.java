package fr.cnfpt.attestation.session.adapter.web;

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

/** Les pages de la preuve ; la vérification, et ce que reçoit un tiers, sont publiques. */
@ApplicationScoped
public class PagesDeLaPreuve implements PagesDuModule {
    @Override
    public List<PageDuSite> pages() {
        return List.of(
                PageDuSite.publique("/attestation/verifier.xhtml"),
                PageDuSite.publique("/attestation/recevoir.xhtml"),
                PageDuSite.page("/attestation/transmettre.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH)
                        .aussiDeBranche(),
                PageDuSite.page("/attestation/transmissions.xhtml", AGENT, RESPONSABLE, GESTIONNAIRE_RH)
                        .aussiDeBranche(),
                PageDuSite.rubrique(20, "Mes sessions", "/attestation/mes-sessions.xhtml", FORMATEUR),
                PageDuSite.page("/attestation/a-delivrer.xhtml", DELEGATION, SIEGE),
                PageDuSite.page("/attestation/presences.xhtml", FORMATEUR, DELEGATION, SIEGE),
                PageDuSite.rubrique(
                                60,
                                "Attestations",
                                "/attestation/attestations.xhtml",
                                AGENT,
                                RESPONSABLE,
                                GESTIONNAIRE_RH,
                                DELEGATION,
                                SIEGE)
                        .aussiDeBranche(),
                PageDuSite.page(
                                "/attestation/attestation.xhtml",
                                AGENT,
                                RESPONSABLE,
                                GESTIONNAIRE_RH,
                                DELEGATION,
                                SIEGE)
                        .aussiDeBranche());
    }
}
