package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** La délégation dit, d'une session, si une place rendue se donne d'office ou s'offre avec un délai pour répondre. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ReglerLesOffres {

    @Inject
    Offres offres;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Portees portees;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Horloge horloge;

    public boolean parOffre(long session) {
        exigerSienne(session);
        return offres.parOffre(session);
    }

    /** Combien d'heures l'on a aujourd'hui pour répondre. */
    public int heures() {
        return regles.heuresDOffre(horloge.aujourdhui());
    }

    /** @throws Refus conflit, si la session n'a pas d'effectif ou a commencé : elle n'a plus de file */
    public void executer(long session, boolean parOffre) {
        SessionInfo s = exigerSienne(session);
        Ouverture.exigerAVenir(s, horloge.aujourdhui(s.fuseau()));
        if (s.capacite() == null) {
            throw Refus.conflit(
                    "offres-sans-effectif",
                    "Cette session n'a pas d'effectif : chacun y a une place, et nul n'attend qu'on en offre une.");
        }
        places.verrouiller(session);
        offres.regler(session, parOffre);
    }

    private SessionInfo exigerSienne(long session) {
        return offre.sessionOrganisee(session, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
    }
}
