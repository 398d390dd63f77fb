package fr.cnfpt.inscription.relances.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.DonnerAvis;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.relances.domain.LienDeCourriel;
import fr.cnfpt.inscription.relances.persistence.LiensDeCourriel;
import fr.cnfpt.inscription.relances.persistence.Venues;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * Depuis le courriel, sans se connecter : qui tient le lien lit une demande, une seule, et y répond une fois. La
 * réponse passe par le même cas d'usage que s'il était connecté, au nom de qui a reçu le courriel. Lire n'y fait rien :
 * un antivirus qui suit les liens ne répond pas.
 */
@ApplicationScoped
@Transactional
public class RepondreDepuisUnCourriel {

    @Inject
    UtilisateurCourant courant;

    @Inject
    LiensDeCourriel liens;

    @Inject
    Venues venues;

    @Inject
    Bulletins bulletins;

    @Inject
    DonnerAvis avis;

    @Inject
    AnnulerBulletin annulation;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    OffreDeFormation offre;

    @Inject
    Horloge horloge;

    /** Ce que le lien montre, et rien d'autre. @param demandeur qui demande, ou est convoqué */
    public record Demande(LienDeCourriel.Pour pour, AgentInfo demandeur, SessionInfo session, Instant deposeLe) {}

    /** @throws Refus si ce lien n'est pas connu, a servi, ne vaut plus, ou si sa question ne se pose plus */
    public Demande lire(String jeton) {
        LienDeCourriel l = lien(jeton);
        Bulletin b = bulletins.parId(l.bulletinId()).orElseThrow(LienDeCourriel::inconnu);
        SessionInfo s = offre.session(b.sessionId()).orElseThrow(LienDeCourriel::inconnu);
        exigerQueLaQuestionSePose(l, b, s);
        return new Demande(l.pour(), annuaire.agents(List.of(b.agentId())).get(b.agentId()), s, b.deposeLe());
    }

    /** Le responsable, ou qui le remplace. @param motif exigé d'un avis défavorable */
    public void donnerUnAvis(String jeton, boolean favorable, String motif) {
        LienDeCourriel l = repondre(jeton, LienDeCourriel.Pour.AVIS);
        courant.agirComme(quiRepond(l, Role.RESPONSABLE), () -> avis.executer(l.bulletinId(), favorable, motif));
    }

    /** Le convoqué viendra. */
    public void venir(String jeton) {
        LienDeCourriel l = repondre(jeton, LienDeCourriel.Pour.VENUE);
        venues.repondre(l.bulletinId(), true, horloge.maintenant());
    }

    /** Le convoqué ne peut pas venir : sa demande est annulée, sa place va à la file. */
    public void nePasVenir(String jeton, String motif) {
        LienDeCourriel l = repondre(jeton, LienDeCourriel.Pour.VENUE);
        venues.repondre(l.bulletinId(), false, horloge.maintenant());
        courant.agirComme(quiRepond(l, Role.AGENT), () -> annulation.executer(l.bulletinId(), motif));
    }

    private LienDeCourriel lien(String jeton) {
        LienDeCourriel l =
                liens.lire(Secret.empreinte(jeton == null ? "" : jeton)).orElseThrow(LienDeCourriel::inconnu);
        l.exigerVivant(horloge.maintenant());
        return l;
    }

    /** Le lien sert, dans la transaction de la réponse : refusée, il n'a pas servi. */
    private LienDeCourriel repondre(String jeton, LienDeCourriel.Pour pour) {
        LienDeCourriel l = lien(jeton);
        if (l.pour() != pour) {
            throw LienDeCourriel.inconnu();
        }
        if (!liens.servir(Secret.empreinte(jeton), horloge.maintenant())) {
            throw LienDeCourriel.servi();
        }
        Bulletin b = bulletins.parId(l.bulletinId()).orElseThrow(LienDeCourriel::inconnu);
        exigerQueLaQuestionSePose(l, b, offre.session(b.sessionId()).orElseThrow(LienDeCourriel::inconnu));
        return l;
    }

    private void exigerQueLaQuestionSePose(LienDeCourriel l, Bulletin b, SessionInfo s) {
        Moment moment = Moment.de(s, horloge.aujourdhui(s.fuseau()));
        if (l.pour() == LienDeCourriel.Pour.AVIS) {
            if (b.etat() != Etat.PREINSCRIPTION) {
                throw Refus.conflit(
                        "avis-deja-donne", "L'avis sur cette demande a déjà été donné, ou n'est plus attendu.");
            }
            if (acteurs.equipeDe(l.agentId()).stream().noneMatch(a -> a.id() == b.agentId())) {
                throw Refus.conflit(
                        "plus-responsable", "Cette demande n'est plus la vôtre : un autre que vous donne l'avis.");
            }
            if (!Geste.DONNER_UN_AVIS.admet(moment)) {
                throw Refus.conflit(
                        "moment-de-la-session",
                        "Il n'est plus temps de donner un avis : la session est " + moment.libelle() + ".");
            }
        } else if (b.etat() != Etat.CONVOQUEE || !Geste.ANNULER.admet(moment)) {
            throw Refus.conflit(
                    "plus-convoque",
                    moment == Moment.COMMENCEE || moment == Moment.FINIE
                            ? "La session a commencé : prévenez votre service formation et la délégation."
                            : "Vous n'êtes plus attendu à cette session : il n'y a rien à répondre.");
        }
    }

    private Utilisateur quiRepond(LienDeCourriel l, Role role) {
        AgentInfo a = annuaire.agents(List.of(l.agentId())).get(l.agentId());
        return new Utilisateur(
                0,
                "lien-de-courriel",
                a.nomComplet() + ", par le lien de son courriel",
                role,
                a.collectiviteId(),
                null,
                a.id(),
                null);
    }
}
