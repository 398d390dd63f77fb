package fr.cnfpt.attestation.session.application;

import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.preuve.domain.Formation;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Suivis;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Inscriptions;
import fr.cnfpt.inscription.api.Stagiaire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Enregistre la feuille de présence d'une session commencée, toute ou rien. Se rejoue pour corriger, sauf pour qui a
 * déjà son attestation : il faut d'abord la révoquer.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.FORMATEUR, Role.DELEGATION, Role.SIEGE})
public class EnregistrerPresences {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    @Inject
    Emargement emargement;

    @Inject
    Inscriptions inscriptions;

    @Inject
    Suivis suivis;

    @Inject
    Attestations attestations;

    /**
     * @throws Refus invalide nommant {@code stagiaires[bulletin].champ}, conflit si la session n'a pas commencé,
     *     introuvable si elle n'est pas la sienne
     */
    public void executer(long sessionId, List<Suivi.Saisie> saisies) {
        Utilisateur u = courant.get();
        SessionInfo session = emargement.exiger(sessionId);
        if (session.debut().isAfter(horloge.aujourdhui(session.fuseau()))) {
            throw Refus.conflit(
                    "session-pas-commencee",
                    "Cette session commence le " + Texte.jour(session.debut())
                            + " : les présences se saisissent à partir de ce jour.");
        }
        Formation formation = Formation.de(session);
        Emargement.DemiJourneesPosees posees = emargement.demiJournees(session);
        Set<Long> aVenir = posees.aEmarger().stream()
                .filter(t -> !FeuilleDePresence.tenue(t, session, horloge))
                .map(DerouleDeSession.Temps::id)
                .collect(Collectors.toSet());
        Map<Long, Stagiaire> stagiaires = inscriptions.stagiaires(sessionId).stream()
                .collect(Collectors.toMap(Stagiaire::bulletinId, Function.identity()));
        Map<Long, Suivi> dejaSaisis = suivis.deLaSession(sessionId).stream()
                .collect(Collectors.toMap(Suivi::bulletinId, Function.identity()));
        Set<Long> attestes = attestations.deLaSession(sessionId).stream()
                .filter(Attestation::enVigueur)
                .map(Attestation::bulletinId)
                .collect(Collectors.toSet());
        Set<Long> vus = new HashSet<>();
        for (Suivi.Saisie saisie : saisies) {
            Stagiaire stagiaire = stagiaires.get(saisie.bulletinId());
            if (stagiaire == null || !vus.add(saisie.bulletinId())) {
                throw Refus.invalide(
                        "stagiaire-inconnu",
                        "stagiaires[" + saisie.bulletinId() + "]",
                        "Ce bulletin n'est pas celui d'un stagiaire de cette session, ou figure deux fois.");
            }
            if (attestes.contains(saisie.bulletinId())) {
                throw Refus.conflit(
                        "deja-attestee",
                        "Une attestation en vigueur repose sur cette présence : révoquez-la avant de la corriger.");
            }
            Suivi suivi = dejaSaisis.get(saisie.bulletinId());
            boolean neuf = suivi == null;
            if (neuf) {
                suivi = Suivi.ouvrir(saisie.bulletinId(), sessionId, session.structureId(), stagiaire.agentId());
            }
            try {
                if (saisie.emargements().keySet().stream().anyMatch(aVenir::contains)) {
                    throw Refus.invalide(
                            "seance-a-venir", "emargements", "Une demi-journée s'émarge à partir de son jour.");
                }
                suivi.recevoir(saisie, formation, posees.seances(), u.nom(), horloge.maintenant());
            } catch (Refus refus) {
                throw Refus.invalide(
                        refus.code(), "stagiaires[" + saisie.bulletinId() + "]." + refus.champ(), refus.getMessage());
            }
            if (neuf) {
                suivis.ajouter(suivi);
            }
            // Absent des premières demi-journées, il peut encore venir aux suivantes.
            boolean peutVenir = suivi.demiJournees() != null
                    && suivi.demiJournees().suivies() == 0
                    && suivi.demiJournees().emargees() < suivi.demiJournees().posees();
            if (stagiaire.etat() != Etat.ATTESTEE && !peutVenir) {
                inscriptions.noterPresence(saisie.bulletinId(), suivi.present());
            }
        }
    }
}
