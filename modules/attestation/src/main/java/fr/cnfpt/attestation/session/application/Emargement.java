package fr.cnfpt.attestation.session.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Qui tient l'émargement d'une session : son formateur, la structure qui l'organise, le siège. Pour tout autre, elle
 * n'existe pas.
 */
@ApplicationScoped
public class Emargement {

    @Inject
    Portees portees;

    @Inject
    OffreDeFormation offre;

    /** @throws Refus introuvable, que la session n'existe pas ou ne soit pas la sienne */
    SessionInfo exiger(long sessionId) {
        return offre.session(sessionId)
                .filter(s -> s.estVuePar(portees.courante()))
                .orElseThrow(() ->
                        Refus.introuvable("session-inconnue", "Cette session n'existe pas, ou n'est pas la vôtre."));
    }
}
