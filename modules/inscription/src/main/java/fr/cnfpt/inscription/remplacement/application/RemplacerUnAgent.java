package fr.cnfpt.inscription.remplacement.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.Dossier;
import fr.cnfpt.inscription.circuit.application.EtudierUneDemande;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * L'employeur remplace un agent accepté ou convoqué par un collègue : les règles d'une inscription valent pour lui, la
 * place ne passe par personne d'autre, et les deux sont prévenus.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class RemplacerUnAgent {

    @Inject
    UtilisateurCourant courant;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    EtudierUneDemande etude;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Personnes personnes;

    @Inject
    PrevenirLesAutresEmployeurs autresEmployeurs;

    @Inject
    Courriers courriers;

    @Inject
    AgendaDesSessions agendas;

    @Inject
    Horloge horloge;

    /** La place à passer : qui la tient, où, et si c'en est le moment. */
    public record APasser(long bulletinId, AgentInfo agent, SessionInfo session, boolean possible) {}

    /** Ce qu'est devenue la place. */
    public record Remplace(long ancien, long nouveau, AgentInfo collegue, String etat) {}

    /** @throws Refus introuvable, si ce bulletin n'est pas à qui demande */
    public APasser lire(long bulletinId) {
        Ligne l = consultation.ligne(bulletinId);
        SessionInfo s = offre.session(l.sessionId()).orElseThrow();
        return new APasser(
                l.id(),
                annuaire.agents(List.of(l.agentId())).get(l.agentId()),
                s,
                !s.prepareUnConcours()
                        && Geste.REMPLACER.admet(l.etat(), Moment.de(s, horloge.aujourdhui(s.fuseau()))));
    }

    /** Ses collègues que la recherche trouve et qui n'ont pas de demande pour cette session. */
    public List<AgentInfo> collegues(long bulletinId, String recherche, int combien) {
        Ligne l = consultation.ligne(bulletinId);
        List<AgentInfo> trouves = annuaire.chercherLesSiens(courant.get(), recherche, combien);
        Set<Long> inscrits =
                inscrits(l.sessionId(), trouves.stream().map(AgentInfo::id).toList());
        return trouves.stream().filter(a -> !inscrits.contains(a.id())).toList();
    }

    /** Le nom de ce collègue. @throws Refus introuvable, s'il n'est pas à qui demande */
    public String nom(long collegueId) {
        AgentInfo collegue = collegue(collegueId);
        exigerPermis(courant.get(), collegue);
        return collegue.nomComplet();
    }

    /** Ce que disent les règles de ce collègue pour cette session ; le moment de demander, lui, ne compte plus. */
    public List<Dossier.Constat> constats(long bulletinId, long collegueId) {
        SessionInfo s =
                offre.session(consultation.ligne(bulletinId).sessionId()).orElseThrow();
        AgentInfo collegue = collegue(collegueId);
        exigerPermis(courant.get(), collegue);
        return etude.constats(collegue.id(), 0, s, null, null).stream()
                .filter(c -> !c.texte().startsWith("Inscriptions jusqu'au"))
                .toList();
    }

    /** @throws Refus introuvable, invalide ou conflit, disant quoi faire ; rien n'est alors changé */
    public Remplace executer(long bulletinId, long collegueId, String motif) {
        return remplacer(bulletinId, collegue(collegueId), motif);
    }

    /** De même, le collègue étant nommé par son matricule : le SIRH ne connaît que lui. */
    public Remplace parMatricule(long bulletinId, String matricule, String motif) {
        if (matricule == null || matricule.isBlank()) {
            throw Refus.invalide("champ-absent", "matricule", "Donnez le matricule du collègue qui prend la place.");
        }
        consultation.ligne(bulletinId);
        return remplacer(
                bulletinId,
                annuaire.agentsParMatricule(courant.get().collectivite(), List.of(matricule)).stream()
                        .findFirst()
                        .orElseThrow(() -> inconnu("de matricule " + matricule)),
                motif);
    }

    private Remplace remplacer(long bulletinId, AgentInfo collegue, String motif) {
        Utilisateur u = courant.get();
        Ligne vu = consultation.ligne(bulletinId);
        SessionInfo s = offre.session(vu.sessionId()).orElseThrow();
        if (offre.sessionVisible(s.id(), annuaire.collectivite(u.collectivite()).orElseThrow())
                .isEmpty()) {
            throw Ouverture.sessionInconnue();
        }
        exigerPermis(u, collegue);
        exiger(
                !s.prepareUnConcours(),
                Refus.conflit(
                        "orientation-attendue",
                        "La place d'une préparation aux concours ne se passe pas à un collègue : il lui faut son propre test d'orientation. Annulez cette demande, puis inscrivez-le."));
        Set<Long> postes = new HashSet<>(personnes.postesDeLaPersonne(collegue.id()));
        if (postes.size() > 1) {
            places.uneParUne(List.of(postes.stream().min(Long::compare).orElseThrow()));
        }
        places.verrouiller(s.id());
        if (!inscrits(s.id(), List.copyOf(postes)).isEmpty()) {
            throw Refus.conflit(
                    "deja-inscrit",
                    collegue.nomComplet()
                            + " a déjà une demande en cours pour cette session : choisissez quelqu'un d'autre.");
        }
        Bulletin ancien = bulletins.parId(bulletinId).orElseThrow(ConsulterBulletins::bulletinInconnu);
        if (ancien.collectiviteId() != collegue.collectiviteId()
                && places.quota(s.id(), collegue.collectiviteId())
                        .filter(Quota::atteint)
                        .isPresent()) {
            throw Refus.conflit(
                    "quota-atteint",
                    "La place vient d'un employeur à qui le vôtre a succédé, et le quota du vôtre est atteint dans cette session : demandez à la délégation.");
        }
        Moment moment = Moment.de(s, horloge.aujourdhui(s.fuseau()));
        Etat tenu = ancien.etat();
        Bulletin nouveau =
                ancien.remplacer(collegue, places.prendreUnRang(s.id()), motif, moment, u, horloge.maintenant());
        bulletins.ajouter(nouveau);
        nouveau.reprendre(tenu, u, horloge.maintenant());
        if (postes.size() > 1) {
            autresEmployeurs.executer(s, List.of(collegue), false);
        }
        prevenir(s, ancien, collegue, nouveau);
        return new Remplace(bulletinId, nouveau.id(), collegue, nouveau.etat().name());
    }

    private static void exiger(boolean vrai, Refus sinon) {
        if (!vrai) {
            throw sinon;
        }
    }

    private void exigerPermis(Utilisateur u, AgentInfo collegue) {
        exiger(
                u.repondDe(collegue.service()),
                Refus.introuvable(
                        "agent-inconnu", "Cet agent n'est pas de la partie des services dont vous répondez."));
        exiger(
                !u.est(Role.GESTIONNAIRE_RH)
                        || !personnes.postesDuCompte(u.compteId()).contains(collegue.id()),
                Refus.conflit(
                        "sa-propre-demande",
                        "On ne prend pas soi-même la place comme gestionnaire : un autre gestionnaire de votre collectivité vous la passera."));
    }

    private AgentInfo collegue(long id) {
        return annuaire.agentsDe(courant.get().collectivite(), List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> inconnu("n° " + id));
    }

    private static Refus inconnu(String qui) {
        return Refus.introuvable("agent-inconnu", "Votre collectivité n'a pas d'agent " + qui + ".");
    }

    private Set<Long> inscrits(long session, List<Long> agents) {
        Set<Long> inscrits = new HashSet<>();
        bulletins.enCours(agents, 0).stream()
                .filter(l -> l.sessionId() == session)
                .forEach(l -> inscrits.add(l.agentId()));
        return inscrits;
    }

    private void prevenir(SessionInfo s, Bulletin ancien, AgentInfo collegue, Bulletin nouveau) {
        AgentInfo parti = annuaire.agents(List.of(ancien.agentId())).get(ancien.agentId());
        if (parti != null && parti.courriel() != null) {
            courriers.deposer(
                    parti.courriel(),
                    "Votre place passe à un collègue : " + s.intitule(),
                    """
            Bonjour,

            Votre service formation a passé à un collègue votre place dans la session « %s », %s. Le motif est dans l'histoire de votre demande.
            %s/inscription/bulletin.xhtml?id=%d
            """.formatted(s.intitule(), s.periode(), Parametres.adresse(), ancien.id()),
                    ancien.collectiviteId());
        }
        if (collegue.courriel() != null) {
            courriers.deposerAvecAgenda(
                    collegue.courriel(),
                    "Une place pour vous, à la suite d'un collègue : " + s.intitule(),
                    """
            Bonjour,

            Votre service formation vous passe la place d'un collègue dans la session « %s », %s, %s. %s
            Si vous ne pouvez pas venir, rendez votre place : quelqu'un l'attend peut-être.
            %s/inscription/bulletin.xhtml?id=%d
            """.formatted(
                                    s.intitule(),
                                    s.periode(),
                                    s.lieu(),
                                    nouveau.etat() == Etat.CONVOQUEE
                                            ? "Vous êtes convoqué : la convocation est à télécharger."
                                            : "La place est acquise, la convocation suit.",
                                    Parametres.adresse(),
                                    nouveau.id()),
                    agendas.ics(s.id()).orElse(null),
                    collegue.collectiviteId());
        }
    }
}
