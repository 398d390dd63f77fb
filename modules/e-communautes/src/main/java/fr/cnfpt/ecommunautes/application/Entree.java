package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.annuaire.api.Portees;
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
import java.util.Collection;
import java.util.List;

/**
 * Qui entre où. Une communauté nationale est à tous ; une communauté de stage, à ceux qui tiennent une place dans la
 * session, à son formateur, à la structure qui l'organise et au siège. Aux autres, elle n'existe pas.
 */
@ApplicationScoped
public class Entree {

    @Inject
    Portees portees;

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
        return !c.estDeStage()
                || c.estVuePar(portees.courante())
                || siennes(u).contains(c.sessionId())
                || u.est(Role.FORMATEUR)
                        && offre.session(c.sessionId())
                                .filter(s -> s.estVuePar(portees.courante()))
                                .isPresent();
    }

    /** Le jour qu'il est là où se tient la session ; à Paris pour une communauté nationale. */
    LocalDate jour(Communaute c, Horloge horloge) {
        return horloge.aujourdhui(
                c.estDeStage()
                        ? offre.session(c.sessionId()).map(SessionInfo::fuseau).orElse(Fuseau.PARIS)
                        : Fuseau.PARIS);
    }

    /** Les sessions où cette personne tient une place, ou qu'elle anime. */
    Collection<Long> siennes(Utilisateur u) {
        if (u.est(Role.FORMATEUR)) {
            return offre.duFormateur(u.compteId()).stream().map(SessionInfo::id).toList();
        }
        return u.agentId() == null ? List.of() : inscriptions.sessionsDe(u.agentId());
    }
}
