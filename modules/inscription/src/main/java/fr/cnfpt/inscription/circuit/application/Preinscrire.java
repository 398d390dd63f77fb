package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * L'agent saisit sa préinscription, si sa collectivité l'a ouverte ; l'avis du N+1 vient ensuite si elle le demande.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.AGENT, Role.RESPONSABLE})
public class Preinscrire {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    Personnes personnes;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    PrevenirLesAutresEmployeurs autresEmployeurs;

    @Inject
    Horloge horloge;

    /** @return l'identifiant du bulletin */
    public long executer(long sessionId) {
        Utilisateur u = courant.get();
        CollectiviteInfo collectivite = annuaire.collectivite(u.collectivite()).orElseThrow();
        if (!collectivite.preinscription()) {
            throw Refus.conflit(
                    "preinscription-fermee",
                    "Votre collectivité n'a pas ouvert la préinscription : adressez-vous au service formation.");
        }
        SessionInfo session = offre.sessionVisible(sessionId, collectivite).orElseThrow(Ouverture::sessionInconnue);
        Ouverture.exiger(session, horloge.aujourdhui(session.fuseau()));
        AgentInfo agent = annuaire.agents(List.of(u.agent())).get(u.agent());
        Departs.exiger(agent, annuaire.departs(List.of(agent.id())), horloge.aujourdhui(collectivite.fuseau()));
        Set<Long> postes = personnes.postesDeLaPersonne(agent.id());
        if (postes.size() > 1) {
            // D'un seul poste, l'unicité de la base suffit.
            places.uneParUne(Set.of(Collections.min(postes)));
        }
        if (bulletins.enCours(postes, 0).stream().anyMatch(l -> l.sessionId() == sessionId)) {
            throw Places.dejaInscrit();
        }
        if (places.attentePleine(sessionId)) {
            throw Places.attentePleine();
        }
        boolean avisDemande = collectivite.avisHierarchique() && agent.responsableId() != null;
        Bulletin bulletin = Bulletin.preinscrire(session, agent, avisDemande, u, horloge.maintenant());
        bulletins.ajouter(bulletin);
        autresEmployeurs.executer(session, List.of(agent), regles.avisDesAutresEmployeurs(bulletin.deposeLe()));
        return bulletin.id();
    }
}
