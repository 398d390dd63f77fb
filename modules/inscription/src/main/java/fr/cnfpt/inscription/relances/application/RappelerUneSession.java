package fr.cnfpt.inscription.relances.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.relances.domain.LienDeCourriel;
import fr.cnfpt.inscription.relances.persistence.Venues;
import fr.cnfpt.inscription.relances.persistence.Venues.ARappeler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Quelques jours avant la session, chaque convoqué est rappelé, une fois, et dit s'il vient. */
@ApplicationScoped
@Transactional
@Autorise({})
public class RappelerUneSession {

    private static final int LOT = 200;

    @Inject
    Venues venues;

    @Inject
    EcrireUnLien lien;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    /** @return vrai s'il peut en rester */
    public boolean suivants() {
        LocalDate jour = horloge.aujourdhui();
        List<ARappeler> lot = venues.aRappeler(jour, jour.plusDays(regles.joursDeRappel(jour)), LOT);
        Map<Long, SessionInfo> sessions =
                offre.sessions(lot.stream().map(ARappeler::sessionId).distinct().toList());
        Map<Long, AgentInfo> agents =
                annuaire.agents(lot.stream().map(ARappeler::agentId).distinct().toList());
        for (ARappeler r : lot) {
            AgentInfo agent = agents.get(r.agentId());
            boolean joignable = agent != null && agent.courriel() != null;
            SessionInfo s = sessions.get(r.sessionId());
            // Chez elle, elle a pu commencer quand ici c'est encore la veille.
            if (venues.rappeler(r.bulletinId(), horloge.maintenant(), joignable)
                    && joignable
                    && s.debut().isAfter(horloge.aujourdhui(s.fuseau()))) {
                ecrire(r, agent, s);
            }
        }
        return lot.size() == LOT;
    }

    private void ecrire(ARappeler r, AgentInfo agent, SessionInfo s) {
        Instant debut = s.debut().atStartOfDay(s.fuseau()).toInstant();
        courriers.deposerFugace(
                agent.courriel(),
                "Venez-vous à votre formation " + s.periode() + " ?",
                """
            Bonjour,

            Vous êtes convoqué à « %s », %s, %s.

            Dire « Je viens » ou « Je ne peux pas venir », sans vous connecter : %s

            Si vous ne pouvez pas venir, dites-le : votre place ira à quelqu'un qui l'attend. Ce lien n'est que pour vous, sert une fois et vaut jusqu'à la veille de la session. L'ouvrir ne répond pas, vous choisissez sur la page.
            """.formatted(
                                s.intitule(),
                                s.periode(),
                                s.lieu(),
                                lien.executer(LienDeCourriel.Pour.VENUE, r.bulletinId(), agent.id(), debut)),
                r.collectiviteId());
    }
}
