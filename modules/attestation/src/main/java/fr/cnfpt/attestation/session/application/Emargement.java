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
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Celles-là, s'il y en a d'autres ; qui anime tout n'a pas à le lire. */
    List<DerouleDeSession.Temps> animeesParmiDautres(long sessionId) {
        List<DerouleDeSession.Temps> siennes = animees(sessionId);
        return siennes.isEmpty() || siennes.size() == deroules.temps(sessionId).size() ? List.of() : siennes;
    }

    /**
     * Les demi-journées en présence à émarger une à une, si le déroulé en pose autant que la fiche en compte : sans
     * cela la durée attestée ne serait pas celle de la session, et l'on note des jours.
     */
    DemiJourneesPosees demiJournees(SessionInfo session) {
        List<DerouleDeSession.Temps> posees = session.presentielJours().signum() == 0
                ? List.of()
                : deroules.temps(session.id()).stream()
                        .filter(DerouleDeSession.Temps::enPresence)
                        .toList();
        boolean toutes =
                session.presentielJours().multiply(BigDecimal.valueOf(2)).compareTo(BigDecimal.valueOf(posees.size()))
                        == 0;
        return new DemiJourneesPosees(toutes ? posees : List.of(), toutes ? 0 : posees.size());
    }

    /**
     * @param aEmarger vide : on note des jours
     * @param incompletes combien en sont posées quand ce n'est pas le compte de la fiche
     */
    record DemiJourneesPosees(List<DerouleDeSession.Temps> aEmarger, int incompletes) {

        Set<Long> seances() {
            return aEmarger.stream().map(DerouleDeSession.Temps::id).collect(Collectors.toSet());
        }
    }
}
