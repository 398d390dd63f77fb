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
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.places.port.Places.Empechement;
import fr.cnfpt.inscription.places.port.Places.Obtenu;
import fr.cnfpt.planformation.api.InscrireLesNommes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Une session sur mesure s'ouvre : les agents que leurs employeurs avaient nommés y sont inscrits en leur nom, sous les
 * règles de {@link InscrireAgents}. Dans la transaction qui la publie, et non au guichet : nul autre ne voit encore
 * cette session, et sa jauge n'existe que là.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
@Autorise({Role.DELEGATION, Role.SIEGE})
public class InscrireCeuxQuOnANommes implements InscrireLesNommes {

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Personnes personnes;

    @Inject
    PrevenirLesAutresEmployeurs autresEmployeurs;

    @Inject
    Horloge horloge;

    @Override
    public List<Sort> executer(SessionInfo session, List<Nomme> nommes) {
        Map<Long, AgentInfo> agents =
                annuaire.agents(nommes.stream().map(Nomme::agentId).toList());
        return nommes.stream()
                .map(n -> inscrire(session, n, agents.get(n.agentId())))
                .toList();
    }

    /** L'un après l'autre : la personne que deux employeurs nomment est déjà là quand vient le second. */
    private Sort inscrire(SessionInfo session, Nomme n, AgentInfo a) {
        try {
            Ouverture.exiger(session, horloge.aujourdhui(session.fuseau()));
        } catch (Refus refus) {
            return empeche(n, refus.getMessage());
        }
        if (a == null || annuaire.agentsDe(a.collectiviteId(), List.of(a.id())).isEmpty()) {
            return empeche(n, "N'est plus parmi vos agents.");
        }
        CollectiviteInfo employeur = annuaire.collectivite(a.collectiviteId()).orElseThrow();
        if (offre.sessionVisible(session.id(), employeur).isEmpty()) {
            return empeche(n, "La session n'est pas ouverte à son employeur d'aujourd'hui.");
        }
        if (n.role() == Role.GESTIONNAIRE_RH
                && personnes.postesDuCompte(n.compteId()).contains(a.id())) {
            return empeche(n, "On ne s'inscrit pas soi-même : un autre gestionnaire l'inscrira.");
        }
        Map<Long, Set<Long>> autresPostes = personnes.autresPostes(List.of(a.id()));
        if (!autresPostes.isEmpty()) {
            places.uneParUne(List.of(Math.min(a.id(), Collections.min(autresPostes.get(a.id())))));
        }
        Utilisateur rh =
                new Utilisateur(n.compteId(), n.par(), n.par(), n.role(), employeur.id(), null, null, employeur.nom());
        Obtenu obtenu = places.inscrire(
                        List.of(new Places.Demande(session, List.of(a), rh, horloge.maintenant())), autresPostes, true)
                .get(0);
        if (obtenu.empechement() == Empechement.DEJA_INSCRIT) {
            return empeche(n, "A déjà une demande pour cette session.");
        }
        if (obtenu.empechement() == Empechement.ATTENTE_PLEINE) {
            return empeche(n, "La session est complète, et sa liste d'attente aussi.");
        }
        if (obtenu.empechement() != null) {
            throw new IllegalStateException("La jauge de la session " + session.id() + " n'est pas ouverte.");
        }
        if (!autresPostes.isEmpty()) {
            autresEmployeurs.executer(session, List.of(a), false);
        }
        Placement p = obtenu.placements().get(0);
        return new Sort(a.id(), p.bulletinId(), p.place() ? null : p.enClair());
    }

    private static Sort empeche(Nomme n, String dit) {
        return new Sort(n.agentId(), null, dit);
    }
}
