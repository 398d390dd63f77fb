package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure.Qui;
import fr.cnfpt.planformation.surmesure.domain.InvitationAUneUnion;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Ce que qui agit est pour une demande : qui la porte, qui y est invité, la délégation qui l'instruit. Qui n'est rien
 * pour elle ne sait pas qu'elle existe.
 */
@ApplicationScoped
class DemandesDeMaPortee {

    @Inject
    DemandesSurMesure demandes;

    @Inject
    Portees portees;

    Portee portee() {
        return portees.courante();
    }

    Set<Qui> qui(DemandeSurMesure d) {
        Portee portee = portees.courante();
        Set<Qui> qui = EnumSet.noneOf(Qui.class);
        if (!portee.voitAvantTransmission()) {
            if (d.envoyeeLe() != null && portee.voit(null, null, d.structureId())) {
                qui.add(Qui.CNFPT);
            }
            return qui;
        }
        if (portee.voit(null, d.collectiviteId(), null)) {
            qui.add(Qui.PORTEUSE);
            qui.add(Qui.EMPLOYEUR);
        }
        if (invitation(d).isPresent()) {
            qui.add(Qui.INVITEE);
        }
        if (invitation(d).filter(InvitationAUneUnion::vient).isPresent()) {
            qui.add(Qui.EMPLOYEUR);
        }
        return qui;
    }

    /** Celle de qui agit, s'il est invité. */
    Optional<InvitationAUneUnion> invitation(DemandeSurMesure d) {
        Portee portee = portees.courante();
        return d.invitations().stream()
                .filter(i -> portee.voit(null, i.collectiviteId(), null))
                .findFirst();
    }

    /** L'employeur qu'est qui agit dans cette demande : celui qui la porte, ou celle des invitées qui est la sienne. */
    long employeur(DemandeSurMesure d) {
        return portees.courante().voit(null, d.collectiviteId(), null)
                ? d.collectiviteId()
                : invitation(d).orElseThrow(DemandesDeMaPortee::inconnue).collectiviteId();
    }

    DemandeSurMesure lue(long id) {
        return demandes.parId(id).filter(d -> !qui(d).isEmpty()).orElseThrow(DemandesDeMaPortee::inconnue);
    }

    /** @throws Refus introuvable, ou interdit si ce geste n'est pas à lui */
    DemandeSurMesure aModifier(long id, Qui voulu) {
        DemandeSurMesure d =
                demandes.pourModifier(id).filter(x -> !qui(x).isEmpty()).orElseThrow(DemandesDeMaPortee::inconnue);
        if (!qui(d).contains(voulu)) {
            throw Refus.interdit("Ce geste revient à : " + voulu.libelle() + ".");
        }
        return d;
    }

    private static Refus inconnue() {
        return Refus.introuvable("demande-inconnue", "Cette demande n'existe pas, ou n'est pas à vous.");
    }
}
