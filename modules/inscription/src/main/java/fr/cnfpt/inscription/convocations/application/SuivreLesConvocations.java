package fr.cnfpt.inscription.convocations.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.convocations.persistence.Convocations;
import fr.cnfpt.inscription.convocations.persistence.Convocations.Convocation;
import fr.cnfpt.inscription.convocations.persistence.Convocations.NonRemise;
import fr.cnfpt.outils.envois.domain.NonRemis;
import fr.cnfpt.outils.envois.persistence.Envois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Une convocation est-elle arrivée ? Sinon, pourquoi, à qui d'y faire quelque chose, et la renvoyer. L'adresse est une
 * donnée de l'employeur : elle et l'agent la lisent, les autres, ce qui l'empêche.
 */
@ApplicationScoped
@Transactional
public class SuivreLesConvocations {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    Convocations convocations;

    @Inject
    EcrireUneConvocation courriel;

    @Inject
    Envois envois;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /**
     * Ce qu'on sait des courriels d'un bulletin.
     *
     * @param convocation vide tant que rien n'est parti
     * @param echec le dernier courriel, quel qu'il soit, qui n'est pas arrivé à l'adresse de l'agent
     * @param adresse celle-ci ; {@code null} s'il n'en a pas, ou si elle ne regarde pas qui lit
     * @param agent sa fiche
     * @param aRenvoyer vrai si qui lit peut renvoyer la convocation
     */
    public record Remise(
            Optional<Convocation> convocation,
            Optional<NonRemis> echec,
            boolean sansAdresse,
            String adresse,
            long agent,
            boolean aRenvoyer) {}

    /** @param raison pourquoi, en français */
    public record Empechee(
            long bulletinId, AgentInfo agent, CollectiviteInfo collectivite, SessionInfo session, String raison) {}

    /** @param total celles qui ne sont pas arrivées, montrées ou non */
    public record Liste(List<Empechee> lignes, long total) {}

    @Autorise(
            value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
            deBranche = true)
    public Remise duBulletin(long bulletinId) {
        Ligne l = consultation.ligne(bulletinId);
        AgentInfo agent = agent(l);
        boolean sansAdresse = agent.courriel() == null;
        Optional<NonRemis> echec = sansAdresse ? Optional.empty() : envois.nonRemisA(agent.courriel());
        boolean cnfpt = courant.get().role().estCnfpt();
        return new Remise(
                convocations.duBulletin(bulletinId),
                echec,
                sansAdresse,
                courant.get().est(Role.GESTIONNAIRE_RH, Role.PARTENAIRE) || estElle(agent) ? agent.courriel() : null,
                agent.id(),
                l.etat() == Etat.CONVOQUEE
                        && !sansAdresse
                        && (cnfpt || courant.get().est(Role.GESTIONNAIRE_RH, Role.PARTENAIRE)));
    }

    @Autorise({Role.DELEGATION, Role.SIEGE})
    public Liste nonRemises(int combien) {
        List<UUID> cles = envois.clesNonRemises();
        List<NonRemise> lues = convocations.nonRemises(portees.courante(), horloge.aujourdhui(), cles, combien);
        Map<UUID, NonRemis> echecs =
                envois
                        .nonRemis(lues.stream()
                                .filter(n -> n.cle() != null)
                                .map(NonRemise::cle)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(NonRemis::cle, Function.identity()));
        Map<Long, AgentInfo> agents =
                annuaire.agents(lues.stream().map(NonRemise::agentId).toList());
        Map<Long, CollectiviteInfo> collectivites = annuaire.collectivites(
                lues.stream().map(NonRemise::collectiviteId).distinct().toList());
        Map<Long, SessionInfo> sessions = offre.sessions(
                lues.stream().map(NonRemise::sessionId).distinct().toList());
        return new Liste(
                lues.stream()
                        .map(n -> new Empechee(
                                n.bulletinId(),
                                agents.get(n.agentId()),
                                collectivites.get(n.collectiviteId()),
                                sessions.get(n.sessionId()),
                                n.sansAdresse()
                                        ? agents.get(n.agentId()).courriel() == null
                                                ? "Sa fiche n'a pas d'adresse de courriel."
                                                : "Sa fiche n'avait pas d'adresse de courriel ; elle en a une maintenant."
                                        : echecs.get(n.cle()).enClair()))
                        .toList(),
                lues.size() < combien
                        ? lues.size()
                        : convocations.combienDeNonRemises(portees.courante(), horloge.aujourdhui(), cles));
    }

    @Autorise({Role.DELEGATION, Role.SIEGE})
    public long combienDeNonRemises() {
        return convocations.combienDeNonRemises(portees.courante(), horloge.aujourdhui(), envois.clesNonRemises());
    }

    /** @throws Refus conflit, disant quoi faire, s'il n'y a rien à envoyer ou nulle part où l'envoyer */
    @Autorise(
            value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
            deBranche = true)
    public void renvoyer(long bulletinId) {
        Ligne l = consultation.ligne(bulletinId);
        if (l.etat() != Etat.CONVOQUEE) {
            throw Refus.conflit("pas-convoque", "Cette personne n'est pas convoquée : il n'y a rien à lui renvoyer.");
        }
        AgentInfo agent = agent(l);
        if (agent.courriel() == null) {
            throw Refus.conflit(
                    "agent-sans-adresse",
                    "Sa fiche n'a pas d'adresse de courriel : son employeur l'y ajoute, ou lui remet la convocation en main propre.");
        }
        Convocation avant = convocations
                .duBulletin(bulletinId)
                .orElseThrow(() -> Refus.conflit(
                        "convocation-a-partir", "Cette convocation part d'elle-même dans la minute qui vient."));
        UUID cle = courriel.executer(offre.session(l.sessionId()).orElseThrow(), agent, bulletinId);
        if (!convocations.noter(bulletinId, avant.cle(), cle, horloge.maintenant())) {
            throw Refus.conflit("deja-renvoyee", "Quelqu'un vient de la renvoyer. Rechargez la page.");
        }
        envois.oublierLesRetours(agent.courriel());
        journal.noter(
                "convocation-renvoyee",
                "bulletin " + bulletinId,
                "Convocation renvoyée par courriel",
                l.collectiviteId());
    }

    private boolean estElle(AgentInfo agent) {
        return courant.get().agentId() != null && courant.get().agentId() == agent.id();
    }

    private AgentInfo agent(Ligne l) {
        return annuaire.agents(List.of(l.agentId())).get(l.agentId());
    }
}
