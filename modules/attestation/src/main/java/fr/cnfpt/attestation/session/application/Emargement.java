package fr.cnfpt.attestation.session.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Qui tient l'émargement d'une session : son formateur, celles et ceux qui en animent une séance, la structure qui
 * l'organise, le siège. Pour tout autre, elle n'existe pas.
 */
@ApplicationScoped
public class Emargement {

    @Inject
    Portees portees;

    @Inject
    OffreDeFormation offre;

    @Inject
    DerouleDeSession deroules;

    @Inject
    UtilisateurCourant courant;

    /** @throws Refus introuvable, que la session n'existe pas ou ne soit pas la sienne */
    SessionInfo exiger(long sessionId) {
        return offre.session(sessionId)
                .filter(s ->
                        s.estVuePar(portees.courante()) || !animees(sessionId).isEmpty())
                .orElseThrow(() ->
                        Refus.introuvable("session-inconnue", "Cette session n'existe pas, ou n'est pas la vôtre."));
    }

    /** Les séances que le formateur qui agit y anime. */
    List<DerouleDeSession.Temps> animees(long sessionId) {
        Utilisateur u = courant.get();
        return u.est(Role.FORMATEUR) ? deroules.tempsAnimes(sessionId, u.compteId()) : List.of();
    }
}
