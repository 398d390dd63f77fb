package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.catalogue.sessions.persistence.Sessions.LigneTenue;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Les sessions d'une délégation, telles qu'elle les a écrites, brouillons compris : de quoi les reprendre. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ConsulterSesSessions {

    /**
     * @param version celle qu'on lit : on n'écrit que sur elle
     * @param fiche celle en vigueur
     * @param aire pour qui, en clés ; vide : la région
     * @param motif pourquoi elle est annulée
     */
    public record SessionTenue(
            long id,
            int version,
            EtatDeSession etat,
            FicheDeStage fiche,
            long structureId,
            Set<String> aire,
            Session.Publication publication,
            String motif) {}

    @Inject
    Sessions sessions;

    @Inject
    Stages stages;

    @Inject
    Portees portees;

    /** La dernière écrite d'abord. @param etats vide : tous */
    public List<LigneTenue> avant(Collection<EtatDeSession> etats, Long avant, int combien) {
        return sessions.tenues(portees.courante(), etats, avant, combien);
    }

    /** @throws Refus introuvable, si elle n'est pas à qui demande */
    public SessionTenue une(long id) {
        Session s = sessions.parId(id)
                .filter(x -> portees.courante().voit(null, null, x.structureId()))
                .orElseThrow(() -> Refus.introuvable("session-inconnue", "Cette session n'existe pas."));
        return new SessionTenue(
                id,
                s.version(),
                s.etat(),
                stages.stage(s.publication().stageId())
                        .orElseThrow()
                        .enVigueur()
                        .fiche(),
                s.structureId(),
                s.aire(),
                s.publication(),
                s.motifAnnulation());
    }
}
