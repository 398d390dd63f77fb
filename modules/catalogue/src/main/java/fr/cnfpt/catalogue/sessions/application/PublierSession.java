package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionPubliee;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Set;

/** La délégation ou le siège publie une session d'un stage offert ; l'annonce part dans la même transaction. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class PublierSession {

    @Inject
    Sessions sessions;

    @Inject
    Stages stages;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    Event<SessionPubliee> annonce;

    @Inject
    Horloge horloge;

    /**
     * @param structureId qui organise ; une délégation, elle seule : celle qui lui succède, si la sienne vient de
     *     fermer
     * @param nationale vrai : pour toutes les collectivités ; faux : pour celles de la région de la délégation
     * @throws Refus invalide, nommant le champ
     */
    public SessionInfo executer(Session.Publication publication, long structureId, boolean nationale) {
        Portee portee = portees.courante();
        if (!portee.voit(null, null, structureId)) {
            throw Refus.interdit("Vous publiez les sessions de votre délégation seulement.");
        }
        long organise = portee.structureId() == null ? structureId : portee.structureId();
        StructureInfo structure = annuaire.structures().stream()
                .filter(s -> s.id() == organise)
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        "structure-inconnue", "structure", "Cette structure n'existe pas, ou est fermée."));
        LocalDate jour = horloge.aujourdhui(structure.fuseau());
        if (publication.debut() != null && publication.debut().isBefore(jour)) {
            throw Refus.invalide("session-invalide", "debut", "Une session se publie avant son début.");
        }
        StageAuCatalogue stage = stages.stage(publication.stageId())
                .orElseThrow(() -> Refus.invalide("stage-inconnu", "stage", "Ce stage n'est pas au catalogue."));
        if (stage.retire()) {
            throw Refus.invalide(
                    "stage-retire",
                    "stage",
                    "Ce stage est retiré du catalogue : « " + stage.motifRetrait()
                            + " ». Choisissez-en un autre, ou remettez-le au catalogue.");
        }
        String region = structure.region();
        String aire = nationale || region == null ? AireRecrutement.NATIONALE : AireRecrutement.region(region);
        return publier(
                Session.publier(publication.ouverteAuPlusTard(jour), organise, structure.fuseau(), Set.of(aire)));
    }

    SessionInfo publier(Session session) {
        SessionInfo info = offre.session(sessions.ajouter(session).id()).orElseThrow();
        annonce.fire(new SessionPubliee(info));
        return info;
    }
}
