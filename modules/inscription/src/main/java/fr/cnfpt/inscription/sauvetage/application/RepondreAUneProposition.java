package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.places.port.Places.Obtenu;
import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement.ARefuser;
import fr.cnfpt.inscription.sauvetage.application.RefuserUnChangement.Autre;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee.Genre;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee.Reponse;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Depuis le courriel, sans se connecter : qui tient le lien refuse la place donnée, ou prend celle qu'on lui propose,
 * et n'apprend que la session. Une place refusée va aussitôt à la file.
 */
@ApplicationScoped
@Transactional
public class RepondreAUneProposition {

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
    EcrireAuxInscrits courriels;

    @Inject
    RefuserUnChangement changement;

    @Inject
    FinirUneOffre fin;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** Où en est une proposition, pour qui en tient le lien. */
    public enum Situation {
        /** La place est tenue : elle se garde, ou se refuse. */
        A_REFUSER,
        /** La place est tenue jusqu'à l'échéance : elle se prend, ou se refuse. */
        A_CONFIRMER,
        /** Une place est libre : elle se prend, ou l'on préfère attendre. */
        A_PRENDRE,
        /** Il n'y a plus de place : le rang est gardé. */
        COMPLETE,
        REFUSEE,
        PRISE,
        /** La demande a changé depuis, ou la session a commencé : il n'y a plus rien à répondre ici. */
        PASSEE
    }

    /**
     * @param echeance jusqu'à quand répondre, ou {@code null}
     * @param avant d'une session changée, ce qu'elle était ; sinon {@code null}
     * @param autres où garder sa demande, quand on refuse ce qu'on n'a pas demandé
     */
    public record Lue(
            SessionInfo session,
            Genre genre,
            Instant echeance,
            Situation situation,
            String avant,
            List<Autre> autres) {}

    /** Une offre dont l'heure est passée finit quand on la lit, sans attendre la tâche. */
    public Optional<Lue> lire(String jeton) {
        trouver(jeton).filter(p -> p.echue(horloge.maintenant())).ifPresent(p -> finir(p.id()));
        return trouver(jeton).map(p -> {
            SessionInfo s = offre.session(p.sessionId()).orElseThrow();
            Bulletin b = bulletins.parId(p.bulletinId()).orElseThrow();
            return new Lue(
                    s,
                    p.genre(),
                    p.echeance(),
                    situation(p, s, b),
                    p.avant(),
                    changement.aRefuser(p, b.etat()).map(ARefuser::autres).orElse(List.of()));
        });
    }

    private Situation situation(PlaceProposee p, SessionInfo s, Bulletin b) {
        if (!p.attend()) {
            return switch (p.reponse()) {
                case PRISE -> Situation.PRISE;
                case REFUSEE -> Situation.REFUSEE;
                case ECHUE -> Situation.PASSEE;
            };
        }
        if (p.genre() == Genre.OFFERTE) {
            return b.etat() == Etat.TRANSMISE && Ouverture.estAVenir(s, horloge.aujourdhui(s.fuseau()))
                    ? Situation.A_CONFIRMER
                    : b.etat().tientUnePlace() ? Situation.PRISE : Situation.PASSEE;
        }
        if (p.genre() != Genre.INVITATION) {
            return changement.seRefuse(p, b.etat(), s) ? Situation.A_REFUSER : Situation.PASSEE;
        }
        return b.etat() != Etat.LISTE_ATTENTE || !Ouverture.estAVenir(s, horloge.aujourdhui(s.fuseau()))
                ? Situation.PASSEE
                : emmener.libres(s.id()) == 0 ? Situation.COMPLETE : Situation.A_PRENDRE;
    }

    /**
     * @param autre refusant ce qu'on n'a pas demandé, la session du même stage où garder sa demande, ou {@code null}
     * @throws Refus introuvable ou conflit, disant où l'on en est
     */
    public void refuser(String jeton, Long autre) {
        PlaceProposee p = trouver(jeton).orElseThrow(RepondreAUneProposition::inconnue);
        SessionInfo s = offre.session(p.sessionId()).orElseThrow();
        if (p.genre() == Genre.DONNEE || p.genre() == Genre.CHANGEE) {
            changement.refuser(
                    p, autre, parSonLien(bulletins.parId(p.bulletinId()).orElseThrow()));
            return;
        }
        if (p.genre() == Genre.INVITATION) {
            propositions.repondre(p.id(), Reponse.REFUSEE, horloge.maintenant());
            return;
        }
        places.verrouiller(s.id());
        p = trouver(jeton).orElseThrow();
        Bulletin b = bulletins.parId(p.bulletinId()).orElseThrow();
        Situation situation = situation(p, s, b);
        exiger(situation == Situation.A_CONFIRMER && !p.echue(horloge.maintenant()));
        boolean placee = b.etat().tientUnePlace();
        Utilisateur par = parSonLien(b);
        b.annuler("Place offerte, refusée", Moment.de(s, horloge.aujourdhui(s.fuseau())), par, horloge.maintenant());
        rendu.executer(s, placee);
        propositions.repondre(p.id(), Reponse.REFUSEE, horloge.maintenant());
        dire(s, b, false);
    }

    /** Prend la place, et quitte la file de l'autre session. @throws Refus introuvable ou conflit */
    public void prendre(String jeton) {
        PlaceProposee p = trouver(jeton).orElseThrow(RepondreAUneProposition::inconnue);
        SessionInfo s = offre.session(p.sessionId()).orElseThrow();
        if (p.genre() == Genre.OFFERTE) {
            confirmer(jeton, s);
            return;
        }
        exiger(p.genre() == Genre.INVITATION);
        // Le verrou avant de lire le bulletin : il a pu être promu entre-temps.
        Bulletins.Ligne attente =
                bulletins.ligne(p.bulletinId(), Portee.ENTIERE).orElseThrow();
        long agentId = attente.agentId();
        SessionInfo quittee = offre.session(attente.sessionId()).orElseThrow();
        emmener.verrouiller(s.id(), quittee.id(), List.of(agentId));
        Bulletin relu = bulletins.parId(p.bulletinId()).orElseThrow();
        p = trouver(jeton).orElseThrow();
        Situation situation = situation(p, s, relu);
        if (situation == Situation.COMPLETE) {
            throw Refus.conflit(
                    "session-complete",
                    "Il n'y a plus de place dans cette session : vous gardez votre rang dans l'autre.");
        }
        exiger(situation == Situation.A_PRENDRE);
        AgentInfo agent = Optional.ofNullable(annuaire.agents(List.of(agentId)).get(agentId))
                .filter(a -> a.collectiviteId() == relu.collectiviteId())
                .orElseThrow(() -> Refus.conflit(
                        "agent-parti",
                        "Votre employeur a changé : demandez cette session par votre service formation."));
        if (emmener.quotaAtteint(s.id(), agent.collectiviteId())) {
            throw Refus.conflit(
                    "quota-atteint",
                    "Le quota de votre collectivité est atteint dans cette session : vous gardez votre rang dans l'autre.");
        }
        Utilisateur par = parSonLien(relu);
        Obtenu obtenu = places.inscrire(
                        List.of(new Places.Demande(s, List.of(agent), par, horloge.maintenant())),
                        personnes.autresPostes(List.of(agentId)),
                        true)
                .get(0);
        if (obtenu.empechement() != null) {
            throw Places.dejaInscrit();
        }
        long nouveau = obtenu.placements().get(0).bulletinId();
        propositions.noter(
                nouveau,
                "Attendait une place, " + quittee.periode() + " : bulletin n° " + relu.id(),
                par,
                horloge.maintenant());
        relu.annuler(
                "A pris une place dans une autre session, " + s.periode() + " : bulletin n° " + nouveau,
                Moment.de(quittee, horloge.aujourdhui(quittee.fuseau())),
                par,
                horloge.maintenant());
        rendu.executer(quittee, false);
        propositions.repondre(p.id(), Reponse.PRISE, horloge.maintenant());
        courriels.repondu(s, agent, true, nouveau);
    }

    private void confirmer(String jeton, SessionInfo s) {
        places.verrouiller(s.id());
        PlaceProposee p = trouver(jeton).orElseThrow();
        Bulletin b = bulletins.parId(p.bulletinId()).orElseThrow();
        exiger(situation(p, s, b) == Situation.A_CONFIRMER && !p.echue(horloge.maintenant()));
        propositions.noter(b.id(), "La place offerte est prise", parSonLien(b), horloge.maintenant());
        propositions.repondre(p.id(), Reponse.PRISE, horloge.maintenant());
    }

    private void finir(long id) {
        courant.agirComme(Utilisateur.SYSTEME, () -> fin.executer(id));
    }

    private void dire(SessionInfo s, Bulletin b, boolean prise) {
        Optional.ofNullable(annuaire.agents(List.of(b.agentId())).get(b.agentId()))
                .ifPresent(a -> courriels.repondu(s, a, prise, b.id()));
    }

    private Optional<PlaceProposee> trouver(String jeton) {
        return jeton == null || jeton.isBlank() ? Optional.empty() : propositions.parEmpreinte(Secret.empreinte(jeton));
    }

    /** Le lien est envoyé à l'agent, et à lui seul : c'est lui qui répond. */
    private static Utilisateur parSonLien(Bulletin b) {
        return new Utilisateur(
                0, "lien", "par le lien de son courriel", Role.AGENT, b.collectiviteId(), null, b.agentId(), null);
    }

    private static Refus inconnue() {
        return Refus.introuvable(
                "proposition-inconnue", "Cette place n'est plus proposée, ou l'adresse est incomplète.");
    }

    private static void exiger(boolean vrai) {
        if (!vrai) {
            throw Refus.conflit(
                    "proposition-passee",
                    "Il n'y a plus rien à répondre ici : la demande a changé depuis, ou la session a commencé.");
        }
    }
}
