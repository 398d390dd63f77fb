package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionAnnulee;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.sessions.persistence.Sessions;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** La délégation annule une session publiée, avec son motif ; l'annonce part dans la même transaction. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class AnnulerUneSession {

    @Inject
    Sessions sessions;

    @Inject
    OffreDeFormation offre;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    @Inject
    Journal journal;

    @Inject
    Event<SessionAnnulee> annonce;

    /** @throws Refus introuvable, si elle n'est pas à qui demande ; invalide ou conflit, disant quoi faire */
    public void executer(long sessionId, String motif) {
        annuler(sessionId, motif, null);
    }

    /** De même, ses inscrits allant à cette autre. */
    void reunir(long sessionId, String motif, long reunieA) {
        annuler(sessionId, motif, reunieA);
    }

    private void annuler(long sessionId, String motif, Long reunieA) {
        Session session = sessions.parId(sessionId)
                .filter(s -> portees.courante().voit(null, null, s.structureId()))
                .orElseThrow(() -> Refus.introuvable("session-inconnue", "Cette session n'existe pas."));
        session.annuler(motif, horloge.aujourdhui(session.fuseau()), horloge.maintenant());
        sessions.ecrire();
        journal.noter("session-annulee", "session " + sessionId, motif.strip(), null);
        annonce.fire(new SessionAnnulee(offre.session(sessionId).orElseThrow(), motif.strip(), reunieA));
    }
}
