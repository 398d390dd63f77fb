package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.port.Espaces;
import fr.cnfpt.inscription.api.Inscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/**
 * Qui entre où. Une communauté nationale est à tous ; une communauté de stage, à ceux qui tiennent une place dans la
 * session, à son formateur, à la structure qui l'organise et au siège. Aux autres, elle n'existe pas.
 */
@ApplicationScoped
public class Entree {

    @Inject
    Espaces espaces;

    @Inject
    Inscriptions inscriptions;

    @Inject
    OffreDeFormation offre;

    /** @throws Refus introuvable, que la communauté n'existe pas ou ne soit pas la sienne */
    Communaute exiger(long communauteId, Utilisateur u) {
        return espaces.parId(communauteId)
                .filter(c -> admet(c, u))
                .orElseThrow(() -> Refus.introuvable(
                        "communaute-inconnue", "Cette communauté n'existe pas, ou n'est pas la vôtre."));
    }

    private boolean admet(Communaute c, Utilisateur u) {
        if (!c.estDeStage() || u.est(Role.SIEGE, Role.SYSTEME)) {
            return true;
        }
        if (u.est(Role.DELEGATION)) {
            return c.structureId().equals(u.structureId());
        }
        if (u.est(Role.FORMATEUR)) {
            return offre.session(c.sessionId())
                    .map(SessionInfo::formateurCompteId)
                    .filter(f -> f == u.compteId())
                    .isPresent();
        }
        return u.agentId() != null
                && inscriptions.stagiaire(c.sessionId(), u.agentId()).isPresent();
    }

    /** Le jour qu'il est là où se tient la session ; à Paris pour une communauté nationale. */
    LocalDate jour(Communaute c, Horloge horloge) {
        return horloge.aujourdhui(
                c.estDeStage()
                        ? offre.session(c.sessionId()).map(SessionInfo::fuseau).orElse(Fuseau.PARIS)
                        : Fuseau.PARIS);
    }

    Espaces.Visibilite visibilite(Utilisateur u) {
        Set<Long> sessions = new HashSet<>();
        if (u.est(Role.FORMATEUR)) {
            offre.duFormateur(u.compteId()).forEach(s -> sessions.add(s.id()));
        } else if (u.agentId() != null) {
            sessions.addAll(inscriptions.sessionsDe(u.agentId()));
        }
        return new Espaces.Visibilite(sessions, u.est(Role.DELEGATION) ? u.structureId() : null, u.est(Role.SIEGE));
    }
}
