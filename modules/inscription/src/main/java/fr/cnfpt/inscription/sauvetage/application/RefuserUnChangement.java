package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.places.port.Places.Obtenu;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee.Genre;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee.Reponse;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Une session a changé sans qu'on demande à ses inscrits, ou une place leur est donnée ailleurs : l'agent, ou son
 * employeur pour lui, le refuse. La place va à la file, rien ne lui est compté, et sa demande peut continuer dans une
 * autre session du même stage, à la suite de ceux qui y sont.
 */
@ApplicationScoped
@Transactional
public class RefuserUnChangement {

    /** Combien d'autres sessions se proposent ; la page renvoie au catalogue pour les suivantes. */
    public static final int PROPOSEES = 12;

    @Inject
    UtilisateurCourant courant;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    Propositions propositions;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Personnes personnes;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    RendreLaPlace rendu;

    @Inject
    EmmenerLesInscrits emmener;

    @Inject
    PrevenirLesAutresEmployeurs autresEmployeurs;

    @Inject
    EcrireAuxInscrits courriels;

    @Inject
    Horloge horloge;

    /** Une autre session du même stage, et ce qu'on y trouverait. */
    public record Autre(SessionInfo session, Jauge jauge) {

        /** « du 3 au 4 mars 2026, Lens : 3 places libres » */
        public String enClair() {
            return session.periode() + ", " + session.lieu() + " : " + places();
        }

        public String places() {
            return jauge.aSelection()
                    ? "à sélection"
                    : jauge.complete() || jauge.enAttente() > 0
                            ? "liste d'attente"
                            : jauge.illimitee()
                                    ? "des places"
                                    : Texte.pluriel(jauge.placesDisponibles(), "place libre", "places libres");
        }
    }

    /**
     * Ce qui peut se refuser.
     *
     * @param session telle qu'elle est maintenant
     * @param avant ce qu'elle était ; {@code null} : c'est une place donnée dans une autre session
     * @param jusqu {@code null} d'une place donnée avant que ce délai existe
     * @param autres où la demande peut continuer ; vide si elle n'était pas transmise
     */
    public record ARefuser(SessionInfo session, String avant, Instant jusqu, List<Autre> autres) {}

    /**
     * Ce qui est fait.
     *
     * @param bulletin celui qui est rendu
     * @param suite où la demande continue, ou {@code null}
     */
    public record Refuse(long bulletin, Placement suite) {}

    /** @throws Refus introuvable, si ce bulletin n'est pas à qui demande */
    @Autorise(
            value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
            deBranche = true)
    public Optional<ARefuser> lire(long bulletin) {
        Bulletins.Ligne l = consultation.ligne(bulletin);
        return sien(l) ? propositions.subi(bulletin).flatMap(p -> aRefuser(p, l.etat())) : Optional.empty();
    }

    /**
     * @param autre la session du même stage où la demande continue, ou {@code null}
     * @throws Refus introuvable ou conflit, disant quoi faire ; rien n'est alors changé
     */
    @Autorise(
            value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
            deBranche = true)
    public Refuse executer(long bulletin, Long autre) {
        Bulletins.Ligne l = consultation.ligne(bulletin);
        if (!sien(l)) {
            throw Refus.conflit(
                    "pas-sa-demande", "Seuls l'agent et son service formation refusent un changement de sa session.");
        }
        PlaceProposee p = propositions.subi(bulletin).orElseThrow(RefuserUnChangement::rienARefuser);
        return refuser(p, autre, parLui(l) ? commeAgent(courant.get(), l) : courant.get());
    }

    private boolean sien(Bulletins.Ligne l) {
        return courant.get().est(Role.GESTIONNAIRE_RH, Role.PARTENAIRE) || parLui(l);
    }

    private boolean parLui(Bulletins.Ligne l) {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE)
                && personnes.postesDuCompte(courant.get().compteId()).contains(l.agentId());
    }

    /** Un responsable qui refuse pour lui-même ne signe pas comme employeur. */
    private static Utilisateur commeAgent(Utilisateur u, Bulletins.Ligne l) {
        return new Utilisateur(
                u.compteId(), u.identifiant(), u.nom(), Role.AGENT, l.collectiviteId(), null, l.agentId(), null);
    }

    Optional<ARefuser> aRefuser(PlaceProposee p, Etat etat) {
        SessionInfo s = offre.session(p.sessionId()).orElseThrow();
        return seRefuse(p, etat, s)
                ? Optional.of(new ARefuser(
                        s, p.avant(), p.echeance(), Geste.RETIRER.etats().contains(etat) ? List.of() : autres(p, s)))
                : Optional.empty();
    }

    boolean seRefuse(PlaceProposee p, Etat etat, SessionInfo s) {
        return p.seRefuse(horloge.maintenant())
                && Geste.REFUSER_LE_CHANGEMENT.admet(etat, Moment.de(s, horloge.aujourdhui(s.fuseau())));
    }

    /** Celles où s'inscrire, ou qui ont encore des places, de la plus proche de ces dates à la plus lointaine. */
    private List<Autre> autres(PlaceProposee p, SessionInfo s) {
        long employeur = bulletins.parId(p.bulletinId()).orElseThrow().collectiviteId();
        LocalDate jour = horloge.aujourdhui(s.fuseau());
        List<SessionInfo> memeStage = offre.desStages(List.of(s.stageId()), Portee.ENTIERE, jour).stream()
                .filter(a -> a.id() != s.id())
                .toList();
        if (memeStage.isEmpty()) {
            return List.of();
        }
        Set<Long> ids = memeStage.stream().map(SessionInfo::id).collect(Collectors.toSet());
        Map<Long, SessionInfo> vues = annuaire.collectivite(employeur)
                .map(c -> offre.sessionsVisibles(Map.of(c, ids)).get(c))
                .orElse(Map.of());
        Map<Long, Jauge> jauges = places.jauges(vues.keySet());
        return vues.values().stream()
                .filter(a -> jauges.containsKey(a.id()) && accueille(a, jauges.get(a.id())))
                .sorted(Comparator.<SessionInfo>comparingLong(
                                a -> Math.abs(ChronoUnit.DAYS.between(s.debut(), a.debut())))
                        .thenComparing(SessionInfo::id))
                .limit(PROPOSEES)
                .map(a -> new Autre(a, jauges.get(a.id())))
                .toList();
    }

    private boolean accueille(SessionInfo s, Jauge j) {
        LocalDate jour = horloge.aujourdhui(s.fuseau());
        return !j.attentePleine()
                && (Ouverture.estOuverte(s, jour)
                        || Ouverture.estAVenir(s, jour) && j.enAttente() == 0 && !j.complete() && !j.aSelection());
    }

    /** @param par l'agent, ou son employeur pour lui */
    Refuse refuser(PlaceProposee lue, Long autre, Utilisateur par) {
        SessionInfo s = offre.session(lue.sessionId()).orElseThrow();
        long agentId = bulletins.parId(lue.bulletinId()).orElseThrow().agentId();
        if (autre == null) {
            places.verrouiller(s.id());
        } else {
            emmener.verrouiller(s.id(), autre, List.of(agentId));
        }
        PlaceProposee p = propositions.parId(lue.id()).orElseThrow();
        Bulletin b = bulletins.parId(p.bulletinId()).orElseThrow();
        if (!seRefuse(p, b.etat(), s)) {
            throw rienARefuser();
        }
        boolean placee = b.etat().tientUnePlace();
        boolean attendait = b.etat() == Etat.LISTE_ATTENTE;
        boolean enSelection = b.etat() == Etat.EN_SELECTION;
        AgentInfo agent = annuaire.agents(List.of(agentId)).get(agentId);
        Autre gardee = autre == null ? null : choisie(p, b, s, autre);
        Placement suite = gardee == null ? null : continuer(b, agent, s, gardee.session(), par);
        b.refuserLeChangement(
                (p.genre() == Genre.DONNEE ? "Place donnée dans une autre session" : "Changement de la session")
                        + (suite == null
                                ? ""
                                : " (la demande continue, " + gardee.session().periode() + ", bulletin n° "
                                        + suite.bulletinId() + ")"),
                Moment.de(s, horloge.aujourdhui(s.fuseau())),
                par,
                horloge.maintenant());
        if (placee || attendait) {
            rendu.executer(s, placee);
        } else if (enSelection) {
            places.quitterLaSelection(s.id());
        }
        propositions.repondre(p.id(), Reponse.REFUSEE, horloge.maintenant());
        if (agent != null) {
            courriels.changementRefuse(
                    s,
                    agent,
                    par.role() == Role.AGENT,
                    gardee == null ? null : gardee.session(),
                    suite == null ? b.id() : suite.bulletinId());
        }
        return new Refuse(b.id(), suite);
    }

    private Autre choisie(PlaceProposee p, Bulletin b, SessionInfo s, long autre) {
        if (Geste.RETIRER.etats().contains(b.etat())) {
            throw Refus.conflit(
                    "pas-transmise",
                    "Votre employeur n'a pas encore transmis cette demande : refusez le changement, puis demandez l'autre session au catalogue.");
        }
        return autres(p, s).stream()
                .filter(a -> a.session().id() == autre)
                .findFirst()
                .orElseThrow(
                        () -> Refus.invalide(
                                "autre-session",
                                "autre",
                                "Cette session n'est pas, ou n'est plus, l'une des autres sessions du même stage où continuer : choisissez-en une autre."));
    }

    private Placement continuer(Bulletin b, AgentInfo agent, SessionInfo s, SessionInfo gardee, Utilisateur par) {
        if (agent == null || agent.collectiviteId() != b.collectiviteId()) {
            throw Refus.conflit(
                    "agent-parti",
                    "Votre employeur a changé : refusez sans garder la demande, puis demandez l'autre session par votre service formation.");
        }
        Map<Long, Set<Long>> autresPostes = personnes.autresPostes(List.of(agent.id()));
        Obtenu obtenu = places.inscrire(
                        List.of(new Places.Demande(gardee, List.of(agent), par, horloge.maintenant())),
                        autresPostes,
                        true)
                .get(0);
        if (obtenu.empechement() != null) {
            throw Places.refus(obtenu.empechement());
        }
        Placement suite = obtenu.placements().get(0);
        propositions.noter(
                suite.bulletinId(),
                "Continue la demande d'une session qui a changé, " + s.periode() + " : bulletin n° " + b.id(),
                par,
                horloge.maintenant());
        if (autresPostes.containsKey(agent.id())) {
            autresEmployeurs.executer(gardee, List.of(agent), false);
        }
        return suite;
    }

    static Refus rienARefuser() {
        return Refus.conflit(
                "rien-a-refuser",
                "Il n'y a plus de changement à refuser ici : le délai est passé, la demande a changé depuis, ou la session a commencé. Une demande s'annule encore depuis sa page, jusqu'à la veille.");
    }
}
