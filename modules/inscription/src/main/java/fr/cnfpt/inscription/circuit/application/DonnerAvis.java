package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Le N+1 donne son avis sur la préinscription d'un agent de son équipe. */
@ApplicationScoped
@Transactional
@Autorise(Role.RESPONSABLE)
public class DonnerAvis {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Personnes personnes;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    Horloge horloge;

    public void executer(long bulletinId, boolean favorable, String motif) {
        Utilisateur u = courant.get();
        Bulletin bulletin = bulletins
                .parId(bulletinId)
                .filter(b ->
                        acteurs.equipeDe(u.agent()).stream().map(AgentInfo::id).anyMatch(id -> id == b.agentId()))
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
        // Par un autre de ses postes, on peut être son propre responsable.
        if (personnes.postesDuCompte(u.compteId()).contains(bulletin.agentId())) {
            throw Refus.conflit("sa-propre-demande", "C'est votre propre demande : un autre que vous donne l'avis.");
        }
        SessionInfo session = offre.session(bulletin.sessionId()).orElseThrow();
        bulletin.donnerAvis(
                favorable, motif, Moment.de(session, horloge.aujourdhui(session.fuseau())), u, horloge.maintenant());
    }
}
