package fr.cnfpt.inscription.selection.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.selection.domain.Classement.Place;
import fr.cnfpt.inscription.selection.domain.Ecart;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.inscription.selection.persistence.Selections.DeQui;
import fr.cnfpt.inscription.selection.persistence.Selections.Decision;
import fr.cnfpt.inscription.selection.persistence.Selections.EnLice;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Les demandes d'une session à sélection, rangées par les règles datées du jour ; la clôture passée, la délégation
 * déplace l'une, en désigne une autre à refuser, avec un motif. Décidée, le classement est celui de la décision, rejoué
 * de ses entrées.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ClasserLesDemandes {

    @Inject
    Selections selections;

    @Inject
    EtablirLeClassement etabli;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    /** Une demande, sa place et de qui elle est. @param agent {@code null}, s'il n'est plus à l'annuaire */
    public record Ligne(Place place, AgentInfo agent, CollectiviteInfo collectivite) {}

    /**
     * @param aSelection faux : ses places vont dans l'ordre d'arrivée, il n'y a rien à classer
     * @param decision {@code null} tant que rien n'est décidé
     * @param close vrai si la clôture est passée : on peut déplacer, refuser, décider
     * @param empreinte de tout ce qui se lit ici : on ne décide que ce qu'on a lu
     */
    public record Vue(
            SessionInfo session,
            boolean aSelection,
            Integer effectif,
            List<Ligne> lignes,
            Decision decision,
            boolean close,
            String empreinte) {

        public boolean decidable() {
            return decision == null && close && !lignes.isEmpty();
        }
    }

    /** @throws Refus introuvable, si une autre structure l'organise */
    public Vue classement(long session) {
        SessionInfo s = exigerSienne(session);
        Optional<Decision> decision = selections.decision(session);
        List<Place> classees = decision.map(etabli::rejouer).orElseGet(() -> etabli.aujourdhui(s, etabli.bareme(s)));
        Integer effectif = decision.isPresent() ? decision.get().places() : s.capacite();
        return new Vue(
                s,
                selections.estASelection(session),
                effectif,
                completer(classees),
                decision.orElse(null),
                estClose(s),
                empreinte(effectif, classees));
    }

    static String empreinte(Integer effectif, List<Place> classees) {
        return Secret.empreinte(effectif + "\n"
                + classees.stream()
                        .map(p -> p.bulletinId() + " " + p.rang() + " " + p.issue() + " " + p.phrase())
                        .collect(Collectors.joining("\n")));
    }

    private List<Ligne> completer(List<Place> classees) {
        Map<Long, DeQui> deQui =
                selections.deQui(classees.stream().map(Place::bulletinId).toList());
        Map<Long, AgentInfo> agents = annuaire.agents(
                deQui.values().stream().map(DeQui::agentId).distinct().toList());
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                deQui.values().stream().map(DeQui::collectiviteId).distinct().toList());
        return classees.stream()
                .map(p -> new Ligne(
                        p,
                        agents.get(deQui.get(p.bulletinId()).agentId()),
                        employeurs.get(deQui.get(p.bulletinId()).collectiviteId())))
                .toList();
    }

    /** @param motif que l'agent et la RH liront */
    public void deplacer(long session, long bulletin, Integer rang, String motif) {
        ecarter(session, bulletin, enLice -> Ecart.deplacer(rang, enLice.size(), motif));
    }

    /** La désigne à refuser : rien n'est refusé avant la décision. */
    public void refuser(long session, long bulletin, String motif) {
        ecarter(session, bulletin, enLice -> Ecart.refuser(motif));
    }

    private void ecarter(long session, long bulletin, Function<List<EnLice>, Ecart> ecart) {
        List<EnLice> enLice = aDecider(session, bulletin);
        selections.ecarter(bulletin, session, ecart.apply(enLice), horloge.maintenant());
    }

    /** Elle reprend le rang que disent les règles. */
    public void rendreAuxRegles(long session, long bulletin) {
        aDecider(session, bulletin);
        selections.rendreAuxRegles(bulletin);
    }

    private List<EnLice> aDecider(long session, long bulletin) {
        SessionInfo s = exigerSienne(session);
        Ouverture.exigerLaCloture(s, horloge.aujourdhui(s.fuseau()));
        places.verrouiller(session);
        List<EnLice> enLice = selections.enLice(session);
        if (enLice.stream().noneMatch(e -> e.bulletinId() == bulletin)) {
            throw Refus.conflit(
                    "plus-en-selection", "Cette demande n'attend plus la sélection : relisez le classement.");
        }
        return enLice;
    }

    /** Les sessions closes de qui lit, où la décision est attendue. */
    public List<Long> aDecider() {
        List<Long> sessions = selections.enSelection(portees.courante());
        Map<Long, SessionInfo> lues = offre.sessions(sessions);
        return sessions.stream()
                .filter(id -> lues.containsKey(id) && estClose(lues.get(id)))
                .toList();
    }

    private boolean estClose(SessionInfo s) {
        return Ouverture.estClose(s, horloge.aujourdhui(s.fuseau()));
    }

    SessionInfo exigerSienne(long session) {
        return offre.sessionOrganisee(session, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
    }
}
