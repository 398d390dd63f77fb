package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Deroules;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.sessions.persistence.Sessions.LigneDeBrouillon;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Une session s'écrit avant de paraître, déroulé compris : sa délégation seule la lit, et nul ne s'y inscrit. Ce que
 * publier exige, publier le demande.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class TenirLesBrouillons {

    /** @param version celle qu'on lit : on n'écrit que sur elle */
    public record Brouillon(
            long id,
            int version,
            StageAuCatalogue stage,
            long structureId,
            String aire,
            Session.Publication publication) {}

    @Inject
    PublierSession publication;

    @Inject
    Sessions sessions;

    @Inject
    Deroules deroules;

    @Inject
    Stages stages;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    /** Ceux de la délégation, le plus proche d'abord. */
    public List<LigneDeBrouillon> lister(String recherche, int premier, int combien) {
        return sessions.brouillons(portees.courante(), recherche, premier, combien);
    }

    public long compter(String recherche) {
        return sessions.compterLesBrouillons(portees.courante(), recherche);
    }

    /** @throws Refus introuvable, s'il n'est pas, ou plus, à qui demande */
    public Brouillon voir(long id) {
        Session s = sien(id);
        return new Brouillon(
                id,
                s.version(),
                stages.stage(s.publication().stageId()).orElseThrow(),
                s.structureId(),
                s.aireVoulue(),
                s.publication());
    }

    public Brouillon commencer(Session.Publication p, long structureId, String aire) {
        StructureInfo structure = publication.organisatrice(structureId);
        if (stages.stage(p.stageId()).isEmpty()) {
            throw Refus.invalide("stage-inconnu", "stage", "Ce stage n'est pas au catalogue.");
        }
        Session s = sessions.ajouter(Session.brouillon(p, structure.id(), structure.fuseau(), aire));
        return voir(s.id());
    }

    /** Les séances déjà posées se décalent avec le premier jour. @throws Refus conflit, si un autre l'a changé */
    public Brouillon enregistrer(long id, int version, Session.Publication p, String aire) {
        Session s = sien(id);
        s.exigerLaVersion(version);
        Session.Publication avant = s.publication();
        s.corriger(p, aire);
        sessions.ecrire();
        if (avant.debut() != null && p.debut() != null) {
            deroules.decaler(id, ChronoUnit.DAYS.between(avant.debut(), p.debut()));
        }
        return voir(id);
    }

    /** @throws Refus invalide, nommant ce qui manque ; conflit, si un autre l'a changé */
    public SessionInfo publier(long id, int version) {
        Session s = sien(id);
        s.exigerLaVersion(version);
        StructureInfo structure = publication.organisatrice(s.structureId());
        FicheDeStage fiche = publication.exigerPubliable(s.publication(), structure);
        s.publier(
                fiche.enPresence(),
                publication.aires(structure, s.aireVoulue()),
                horloge.aujourdhui(structure.fuseau()));
        Seance.exigerDedans(
                deroules.seances(id), s.publication().debut(), s.publication().fin());
        sessions.ecrire();
        return publication.annoncer(s);
    }

    /** Il disparaît, séances comprises : personne d'autre ne l'avait vu. */
    public void abandonner(long id) {
        sessions.oter(sien(id));
    }

    /** De même, ce qu'on a lu et rien d'autre. @throws Refus conflit, si un autre l'a changé */
    public void abandonner(long id, int version) {
        Session s = sien(id);
        s.exigerLaVersion(version);
        sessions.oter(s);
    }

    private Session sien(long id) {
        return sessions.parId(id)
                .filter(s -> s.etat() == EtatDeSession.BROUILLON)
                .filter(s -> portees.courante().voit(null, null, s.structureId()))
                .orElseThrow(() -> Refus.introuvable(
                        "brouillon-inconnu", "Ce brouillon n'existe pas, ou plus : il a été publié ou abandonné."));
    }
}
