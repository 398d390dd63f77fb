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
import fr.cnfpt.inscription.places.application.Guichet;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * La collectivité inscrit un ou plusieurs de ses agents à une session, tous ou aucun : dans l'ordre donné, chacun a une
 * place ou un rang. Ce qui se lit d'abord se lit hors transaction ; l'écriture est celle du {@link Guichet}.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class InscrireAgents {

    public static final int MAXIMUM = 1_000;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Guichet guichet;

    @Inject
    Personnes personnes;

    @Inject
    Horloge horloge;

    /**
     * @return un placement par agent
     * @throws Refus introuvable si la session n'est pas publiée pour la collectivité ou si un agent n'est pas d'elle ;
     *     conflit si la session n'est pas ouverte ou si un agent y a déjà une demande
     */
    public List<Placement> executer(long sessionId, Collection<Long> agentIds) {
        return inscrire(
                sessionId,
                "agents",
                agentIds,
                annuaire::agentsDe,
                AgentInfo::id,
                inscrits -> inscrits.stream().map(Inscrit::placement).toList());
    }

    /** Un agent que son employeur nomme par son matricule, et la place qu'il a eue. */
    public record Inscrit(AgentInfo agent, Placement placement) {}

    /**
     * De même, les agents étant nommés par leur matricule : le SIRH ne connaît qu'eux.
     *
     * @param reponse ce qu'on répond de ces inscrits, gardé avec eux quand l'envoi porte une clé
     */
    public <R> R parMatricules(long sessionId, Collection<String> matricules, Function<List<Inscrit>, R> reponse) {
        return inscrire(
                sessionId, "matricules", matricules, annuaire::agentsParMatricule, AgentInfo::matricule, reponse);
    }

    private <K, R> R inscrire(
            long sessionId,
            String champ,
            Collection<K> cles,
            BiFunction<Long, Collection<K>, List<AgentInfo>> trouver,
            Function<AgentInfo, K> cle,
            Function<List<Inscrit>, R> reponse) {
        if (cles == null || cles.isEmpty()) {
            throw Refus.invalide("liste-vide", champ, "Choisissez au moins un agent.");
        }
        if (cles.size() > MAXIMUM) {
            throw Refus.invalide("liste-trop-longue", champ, "1 000 agents au plus par envoi : partagez la liste.");
        }
        Set<K> distincts = new LinkedHashSet<>(cles);
        if (distincts.size() < cles.size()) {
            throw Refus.invalide("agent-en-double", champ, "Un même agent figure deux fois dans la demande.");
        }
        Utilisateur u = courant.get();
        CollectiviteInfo collectivite = annuaire.collectivite(u.collectivite()).orElseThrow();
        SessionInfo session =
                offre.sessionVisible(sessionId, collectivite).orElseThrow(ConsulterBulletins::sessionInconnue);
        Ouverture.exiger(session, horloge.aujourdhui(session.fuseau()));
        List<AgentInfo> agents = trouver.apply(collectivite.id(), distincts);
        if (agents.size() < distincts.size()) {
            distincts.removeAll(agents.stream().map(cle).toList());
            throw Refus.introuvable(
                    "agent-inconnu",
                    "Votre collectivité n'a pas d'agent "
                            + (champ.equals("agents") ? "n° " : "de matricule ")
                            + distincts.iterator().next() + ".");
        }
        if (!agents.stream().allMatch(a -> u.repondDe(a.service()))) {
            throw Refus.introuvable(
                    "agent-inconnu", "Un de ces agents n'est pas de la partie des services dont vous répondez.");
        }
        if (u.est(Role.GESTIONNAIRE_RH)) {
            Set<Long> miens = personnes.postesDuCompte(u.compteId());
            if (agents.stream().map(AgentInfo::id).anyMatch(miens::contains)) {
                throw Refus.conflit(
                        "sa-propre-demande",
                        "On ne s'inscrit pas soi-même comme gestionnaire : demandez ce stage comme agent, un autre gestionnaire de votre collectivité validera.");
            }
        }
        Map<K, AgentInfo> parCle = agents.stream().collect(Collectors.toMap(cle, a -> a));
        Map<Long, AgentInfo> parId = agents.stream().collect(Collectors.toMap(AgentInfo::id, a -> a));
        return guichet.deposer(
                new Places.Demande(session, distincts.stream().map(parCle::get).toList(), u, horloge.maintenant()),
                placements -> reponse.apply(placements.stream()
                        .map(p -> new Inscrit(parId.get(p.agentId()), p))
                        .toList()));
    }
}
