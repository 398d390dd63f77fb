package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.ChangerUneSession;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies.Inscrit;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.sauvetage.application.EmmenerLesInscrits.Emmene;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions.EnAttente;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * La délégation sauve une session, ou ceux d'une session annulée, en un geste : tout se fait, et tout se dit, dans une
 * transaction.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class SauverUneSession {

    @Inject
    ChangerUneSession changement;

    @Inject
    OffreDeFormation offre;

    @Inject
    Portees portees;

    @Inject
    Places places;

    @Inject
    Bulletins bulletins;

    @Inject
    SessionsSuivies suivies;

    @Inject
    Propositions propositions;

    @Inject
    EmmenerLesInscrits emmener;

    @Inject
    EcrireAuxInscrits courriels;

    @Inject
    Annuaire annuaire;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** @return ce que chacun de ses inscrits est devenu */
    public List<Emmene> reunir(long id, long accueilId) {
        SessionInfo session = sienne(id);
        SessionInfo accueil = accueillante(session, accueilId);
        Jauge jauge = places.jauges(List.of(id)).get(id);
        if (jauge == null || !jauge.sousLeMinimum()) {
            throw Refus.conflit(
                    "minimum-atteint",
                    "Cette session a maintenant son minimum : elle peut se tenir. Pour l'annuler quand même, voyez son déroulé.");
        }
        String motif = "trop peu d'inscrits, elle est réunie à celle qui se tient " + EcrireAuxInscrits.ou(accueil);
        List<Long> agents = propositions.agentsEnCours(id);
        changement.annulerPourReunir(id, motif, accueilId);
        emmener.verrouiller(id, accueilId, agents);
        List<Inscrit> annules = suivies.annuler(id, motif, courant.get(), horloge.maintenant());
        List<Emmene> faits = emmenes(session, accueil, motif);
        Set<Long> places = faits.stream()
                .filter(e -> e.bulletinId() != null)
                .map(e -> e.inscrit().bulletinId())
                .collect(Collectors.toSet());
        Map<Long, AgentInfo> fiches =
                annuaire.agents(annules.stream().map(Inscrit::agentId).toList());
        Map<AgentInfo, Long> restants = new LinkedHashMap<>();
        annules.stream()
                .filter(i -> !places.contains(i.bulletinId()) && fiches.containsKey(i.agentId()))
                .forEach(i -> restants.put(fiches.get(i.agentId()), i.bulletinId()));
        courriels.sansRien(session, motif, accueil, restants);
        return faits;
    }

    /** Les inscrits d'une session déjà annulée. @return ce que chacun est devenu */
    public List<Emmene> emmener(long id, long accueilId) {
        SessionInfo session = sienne(id);
        if (Moment.de(session, horloge.aujourdhui(session.fuseau())) != Moment.ANNULEE) {
            throw Refus.conflit(
                    "session-publiee",
                    "Cette session n'est pas annulée. Si elle ne doit pas se tenir, réunissez-la à une autre, ou annulez-la à son déroulé.");
        }
        SessionInfo accueil = accueillante(session, accueilId);
        emmener.verrouiller(
                id,
                accueilId,
                propositions.aEmmener(id).stream()
                        .map(Propositions.AEmmener::agentId)
                        .toList());
        List<Emmene> faits = emmenes(session, accueil, null);
        if (faits.isEmpty()) {
            throw Refus.conflit(
                    "personne-a-emmener", "Tous les inscrits de cette session ont déjà reçu une place ailleurs.");
        }
        return faits;
    }

    private List<Emmene> emmenes(SessionInfo session, SessionInfo accueil, String motif) {
        if (emmener.libres(accueil.id()) == 0) {
            throw Refus.conflit(
                    "session-complete",
                    "La session qui accueillerait n'a plus de place, ou quelqu'un les attend : choisissez-en une autre.");
        }
        List<Emmene> faits = emmener.executer(session, accueil);
        courriels.emmenes(
                "La session « %s », qui devait se tenir %s, est annulée%s"
                        .formatted(
                                session.intitule(),
                                EcrireAuxInscrits.ou(session),
                                motif == null ? "." : " : " + EcrireAuxInscrits.phrase(motif)),
                accueil,
                faits,
                Texte.moment(emmener.jusqu(accueil)));
        return faits;
    }

    /** Décalée d'un bloc ; chacun l'apprend et peut rendre sa place. */
    public SessionInfo deplacer(long id, LocalDate debut) {
        sienne(id);
        return changement.deplacer(id, debut);
    }

    /** Publiée aussi pour ce département : qui a gardé une recherche qui y répond en est prévenu. */
    public void ouvrirAussi(long id, String departement) {
        sienne(id);
        changement.ouvrirAussi(id, departement);
    }

    public SessionInfo passerADistance(long id, String lien) {
        sienne(id);
        return changement.passerADistance(id, lien);
    }

    /** Invite ceux qui attendent le même stage dans une autre session. @return combien */
    public int inviter(long id) {
        SessionInfo session = sienne(id);
        Ouverture.exigerAVenir(session, horloge.aujourdhui(session.fuseau()));
        if (emmener.libres(id) == 0) {
            throw Refus.conflit("session-complete", "Cette session n'a plus de place à proposer.");
        }
        List<EnAttente> attendent = invitables(session);
        if (attendent.isEmpty()) {
            throw Refus.conflit(
                    "personne-a-inviter",
                    "Personne d'autre n'attend ce stage ailleurs, ou chacun a déjà reçu votre invitation.");
        }
        Map<Long, AgentInfo> agents =
                annuaire.agents(attendent.stream().map(EnAttente::agentId).toList());
        Map<Long, SessionInfo> attendues = offre.sessions(
                attendent.stream().map(EnAttente::sessionId).distinct().toList());
        Map<Long, List<AgentInfo>> parEmployeur = new LinkedHashMap<>();
        for (EnAttente e : attendent) {
            AgentInfo a = agents.get(e.agentId());
            String secret = Secret.aleatoire();
            propositions.inviter(e.bulletinId(), id, Secret.empreinte(secret), horloge.maintenant());
            propositions.noter(
                    e.bulletinId(),
                    "Le CNFPT propose une place dans une autre session, " + session.periode() + ", " + session.lieu(),
                    courant.get(),
                    horloge.maintenant());
            courriels.inviter(session, attendues.get(e.sessionId()), a, secret);
            parEmployeur
                    .computeIfAbsent(e.collectiviteId(), c -> new ArrayList<>())
                    .add(a);
        }
        parEmployeur.forEach((c, siens) -> courriels.inviterDit(session, c, siens));
        return attendent.size();
    }

    /** Ceux qui attendent ailleurs, dont l'employeur voit cette session et qui n'y ont pas de demande. */
    List<EnAttente> invitables(SessionInfo session) {
        List<EnAttente> attendent = propositions.enAttente(
                session.stageId(), session.id(), portees.courante(), horloge.aujourdhui(session.fuseau()));
        Map<Long, AgentInfo> agents =
                annuaire.agents(attendent.stream().map(EnAttente::agentId).toList());
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                attendent.stream().map(EnAttente::collectiviteId).distinct().toList());
        Map<CollectiviteInfo, Set<Long>> laSession =
                employeurs.values().stream().collect(Collectors.toMap(c -> c, c -> Set.of(session.id())));
        Set<Long> voient = offre.sessionsVisibles(laSession).entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> e.getKey().id())
                .collect(Collectors.toSet());
        Set<Long> dejaLa = bulletins
                .enCours(attendent.stream().map(EnAttente::agentId).toList(), 0)
                .stream()
                .filter(l -> l.sessionId() == session.id())
                .map(Bulletins.Ligne::agentId)
                .collect(Collectors.toSet());
        return attendent.stream()
                .filter(e -> agents.containsKey(e.agentId())
                        && agents.get(e.agentId()).collectiviteId() == e.collectiviteId()
                        && voient.contains(e.collectiviteId())
                        && !dejaLa.contains(e.agentId()))
                .toList();
    }

    private SessionInfo sienne(long id) {
        return offre.sessionOrganisee(id, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
    }

    private SessionInfo accueillante(SessionInfo session, long id) {
        SessionInfo accueil = sienne(id);
        if (accueil.stageId() != session.stageId() || id == session.id()) {
            throw Refus.invalide(
                    "autre-stage",
                    "accueil",
                    "Choisissez une autre session du même stage pour accueillir ses inscrits.");
        }
        Ouverture.exigerAVenir(accueil, horloge.aujourdhui(accueil.fuseau()));
        return accueil;
    }
}
