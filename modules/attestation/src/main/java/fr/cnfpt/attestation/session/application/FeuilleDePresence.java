package fr.cnfpt.attestation.session.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.preuve.application.Jugement;
import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.domain.Formation;
import fr.cnfpt.attestation.preuve.domain.ModeWebinaire;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Suivis;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.ecommunautes.api.Communautes;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Inscriptions;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.outils.francais.Francais;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * La feuille de présence d'une session : chaque convoqué, ce qui en a été saisi et ce que la règle en conclurait
 * aujourd'hui. Tant que rien n'est saisi, chacun y est présent tout du long.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.FORMATEUR, Role.DELEGATION, Role.SIEGE})
public class FeuilleDePresence {

    private static final Set<Etat> SUR_LA_FEUILLE =
            EnumSet.of(Etat.CONVOQUEE, Etat.PRESENTE, Etat.ABSENTE, Etat.ATTESTEE);

    private static final LocalTime MIDI = LocalTime.of(12, 0);
    private static final LocalTime SOIR = LocalTime.of(18, 0);

    @Inject
    Horloge horloge;

    @Inject
    Emargement emargement;

    @Inject
    Jugement jugement;

    @Inject
    Inscriptions inscriptions;

    @Inject
    Annuaire annuaire;

    @Inject
    Communautes communautes;

    @Inject
    Suivis suivis;

    @Inject
    Attestations attestations;

    /**
     * @param emargements par demi-journée, s'il y était ; celles dont rien n'est dit n'y sont pas
     * @param enJours vrai si la ligne a été notée en jours
     * @param preuve ce que la règle conclut de la saisie, ou {@code null} si rien n'est saisi
     * @param numero de l'attestation en vigueur, ou {@code null}
     * @param verrouillee vrai tant qu'une attestation en vigueur repose sur la ligne
     * @param amenagement au formateur seul, ce qu'il est convenu de lui dire, ou {@code null}
     */
    public record Ligne(
            long bulletinId,
            String nom,
            String employeur,
            boolean saisie,
            boolean present,
            BigDecimal joursSuivis,
            Map<Long, Boolean> emargements,
            boolean enJours,
            BigDecimal partDistance,
            ModeWebinaire webinaire,
            Preuve preuve,
            String numero,
            boolean verrouillee,
            String amenagement) {}

    /** Une demi-journée à émarger. @param tenue vrai dès son jour : avant, nul ne peut dire qui y était */
    public record DemiJournee(long seanceId, LocalDate jour, String moment, String titre, boolean tenue) {}

    /**
     * @param demiJournees celles qui s'émargent ; vide : on note des jours
     * @param incompletes combien le déroulé en pose, quand ce n'est pas le compte de la fiche
     * @param nonConvoques ceux qui tiennent une place sans avoir été convoqués : rien ne se note pour eux
     * @param animees les séances qu'y anime le formateur qui lit, s'il y en a d'autres
     * @param communauteJusquAu le dernier jour où se connecter compte, ou {@code null}
     */
    public record Feuille(
            SessionInfo session,
            Formation formation,
            boolean commencee,
            boolean terminee,
            List<DemiJournee> demiJournees,
            int incompletes,
            List<Ligne> lignes,
            long nonConvoques,
            List<DerouleDeSession.Temps> animees,
            LocalDate communauteJusquAu) {}

    /** @throws fr.cnfpt.commun.Refus introuvable, si la session n'est pas la sienne */
    public Feuille executer(long sessionId) {
        SessionInfo session = emargement.exiger(sessionId);
        Formation formation = Formation.de(session);
        Bareme bareme = jugement.bareme(session);
        List<Stagiaire> tous = inscriptions.stagiaires(sessionId);
        List<Stagiaire> convoques =
                tous.stream().filter(s -> SUR_LA_FEUILLE.contains(s.etat())).toList();
        Map<Long, AgentInfo> agents =
                annuaire.agents(convoques.stream().map(Stagiaire::agentId).toList());
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                convoques.stream().map(Stagiaire::collectiviteId).distinct().toList());
        Emargement.DemiJourneesPosees posees = emargement.demiJournees(session);
        Map<Long, Suivi> saisis = suivis.deLaSession(sessionId).stream()
                .collect(Collectors.toMap(Suivi::bulletinId, Function.identity()));
        Map<Long, Attestation> enVigueur = attestations.deLaSession(sessionId).stream()
                .filter(Attestation::enVigueur)
                .collect(Collectors.toMap(Attestation::bulletinId, Function.identity()));
        Map<Long, String> convenus = inscriptions.amenagementsConvenus(sessionId);
        List<Ligne> lignes = convoques.stream()
                .sorted(Francais.parNom(
                        s -> agents.get(s.agentId()).nom(),
                        s -> agents.get(s.agentId()).prenom()))
                .map(s -> {
                    Suivi suivi = saisis.get(s.bulletinId());
                    Attestation a = enVigueur.get(s.bulletinId());
                    CollectiviteInfo employeur = employeurs.get(s.collectiviteId());
                    return new Ligne(
                            s.bulletinId(),
                            agents.get(s.agentId()).nomComplet(),
                            employeur == null ? "" : employeur.nom(),
                            suivi != null,
                            suivi == null || suivi.present(),
                            suivi == null ? session.presentielJours() : suivi.joursSuivis(),
                            suivi == null ? Map.of() : suivi.emargements(),
                            suivi != null && suivi.demiJournees() == null,
                            suivi == null ? null : suivi.partDistance(),
                            suivi == null
                                    ? (formation.distingueLeDirect() ? ModeWebinaire.SYNCHRONE : null)
                                    : suivi.webinaire(),
                            suivi == null ? null : jugement.juger(bareme, session, suivi),
                            a == null ? null : a.numero(),
                            a != null,
                            convenus.get(s.bulletinId()));
                })
                .toList();
        return new Feuille(
                session,
                formation,
                !session.debut().isAfter(horloge.aujourdhui(session.fuseau())),
                horloge.aujourdhui(session.fuseau()).isAfter(session.fin()),
                posees.aEmarger().stream()
                        .map(t -> new DemiJournee(
                                t.id(), t.jour(), moment(t.debut()), t.titre(), tenue(t, session, horloge)))
                        .toList(),
                posees.incompletes(),
                lignes,
                tous.size() - convoques.size(),
                emargement.animeesParmiDautres(sessionId),
                communautes.fermeture(sessionId).orElse(null));
    }

    /** Une session finie a tenu toutes ses demi-journées. */
    static boolean tenue(DerouleDeSession.Temps t, SessionInfo session, Horloge horloge) {
        LocalDate jour = horloge.aujourdhui(session.fuseau());
        return !t.jour().isAfter(jour) || jour.isAfter(session.fin());
    }

    private static String moment(LocalTime debut) {
        return debut.isBefore(MIDI) ? "matin" : debut.isBefore(SOIR) ? "après-midi" : "soir";
    }
}
