package fr.cnfpt.attestation.session.application;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Qui tient l'émargement d'une session : son formateur, la structure qui l'organise, le siège. Pour tout autre, elle
 * n'existe pas.
 */
@ApplicationScoped
public class Emargement {

    @Inject
    OffreDeFormation offre;

    /** @throws Refus introuvable, que la session n'existe pas ou ne soit pas la sienne */
    SessionInfo exiger(long sessionId, Utilisateur u) {
        return offre.session(sessionId)
                .filter(s -> admet(s, u))
                .orElseThrow(() ->
                        Refus.introuvable("session-inconnue", "Cette session n'existe pas, ou n'est pas la vôtre."));
    }

    private static boolean admet(SessionInfo s, Utilisateur u) {
        return switch (u.role()) {
            case SIEGE, SYSTEME -> true;
            case DELEGATION -> u.structureId() != null && u.structureId() == s.structureId();
            case FORMATEUR -> s.formateurCompteId() != null && s.formateurCompteId() == u.compteId();
            default -> false;
        };
    }
}
