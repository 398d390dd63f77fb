package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionReprogrammee;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Deroules;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.temporal.ChronoUnit;

/**
 * La délégation change les dates, le lieu ou l'effectif d'une session qui n'a pas commencé ; les séances se décalent
 * d'autant, et l'annonce part dans la même transaction.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ReprogrammerUneSession {

    @Inject
    Sessions sessions;

    @Inject
    Deroules deroules;

    @Inject
    OffreDeFormation offre;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    @Inject
    Event<SessionReprogrammee> annonce;

    /** @throws Refus introuvable, si elle n'est pas à qui demande ; invalide ou conflit, disant quoi faire */
    public SessionInfo executer(long sessionId, Session.Publication p) {
        return changer(sessionId, null, p);
    }

    /** De même. @param version celle qu'on a lue : si un autre l'a changée depuis, rien n'est écrit */
    public SessionInfo executer(long sessionId, int version, Session.Publication p) {
        return changer(sessionId, version, p);
    }

    private SessionInfo changer(long sessionId, Integer version, Session.Publication p) {
        SessionInfo avant = offre.session(sessionId)
                .filter(s -> s.estVuePar(portees.courante()))
                .orElseThrow(() -> Refus.introuvable("session-inconnue", "Cette session n'existe pas."));
        Session session = sessions.parId(sessionId).orElseThrow();
        if (version != null) {
            session.exigerLaVersion(version);
        }
        session.reprogrammer(p, avant.enPresence(), horloge.aujourdhui(avant.fuseau()));
        sessions.ecrire();
        SessionInfo apres = offre.session(sessionId).orElseThrow();
        deroules.decaler(sessionId, ChronoUnit.DAYS.between(avant.debut(), apres.debut()));
        Seance.exigerDedans(deroules.seances(sessionId), apres.debut(), apres.fin());
        annonce.fire(new SessionReprogrammee(avant, apres));
        return apres;
    }
}
