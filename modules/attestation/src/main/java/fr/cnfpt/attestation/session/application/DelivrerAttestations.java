package fr.cnfpt.attestation.session.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.attestation.preuve.application.Jugement;
import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Suivis;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Délivre les attestations d'une session terminée : chaque présence notée est jugée par les règles du dernier jour, et
 * chacun reçoit son attestation ou le motif de son refus. Rejouer ne délivre rien deux fois, même à deux en même temps.
 * Une attestation révoquée n'est refaite qu'après une nouvelle saisie.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class DelivrerAttestations {

    @Inject
    UtilisateurCourant courant;

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
    Suivis suivis;

    @Inject
    Attestations attestations;

    /** Autant qu'un envoi en scelle sans lasser qui attend ; d'un MOOC, on délivre la suite d'un autre clic. */
    public static final int A_LA_FOIS = 100;

    /** @param restent combien n'ont pas été examinés cette fois */
    public record Resultat(List<Delivree> delivrees, List<Refusee> refusees, long restent) {}

    /** @param deja vrai si elle l'avait été avant cet appel */
    public record Delivree(long attestationId, String nom, String numero, BigDecimal heures, boolean deja) {
        public String heuresEnClair() {
            return Texte.nombre(heures) + " h";
        }
    }

    /** @param regle ce qui fonde le refus, ou {@code null} quand il ne tient qu'à une saisie manquante */
    public record Refusee(String nom, String motif, Regle regle) {
        public String regleEnClair() {
            return regle == null ? "" : regle.texte() + " (" + regle.source() + ")";
        }
    }

    /** @throws Refus conflit si la session n'est pas terminée, introuvable si elle n'est pas la sienne */
    public Resultat executer(long sessionId) {
        Utilisateur u = courant.get();
        SessionInfo session = emargement.exiger(sessionId);
        if (!horloge.aujourdhui(session.fuseau()).isAfter(session.fin())) {
            throw Refus.conflit(
                    "session-pas-terminee",
                    "Cette session finit le " + Texte.jour(session.fin())
                            + " : les attestations se délivrent à partir du lendemain.");
        }
        attestations.prendreSonTour(sessionId);
        Bareme bareme = jugement.bareme(session);
        StructureInfo structure = annuaire.structure(session.structureId()).orElseThrow();
        List<Stagiaire> stagiaires = inscriptions.stagiaires(sessionId);
        Map<Long, AgentInfo> agents =
                annuaire.agents(stagiaires.stream().map(Stagiaire::agentId).toList());
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(
                stagiaires.stream().map(Stagiaire::collectiviteId).distinct().toList());
        Map<Long, Suivi> parBulletin = suivis.deLaSession(sessionId).stream()
                .collect(Collectors.toMap(Suivi::bulletinId, Function.identity()));
        Map<Long, List<Attestation>> anciennes =
                attestations.deLaSession(sessionId).stream().collect(Collectors.groupingBy(Attestation::bulletinId));
        List<Retenue> retenues = new ArrayList<>();
        List<Attestation> neuves = new ArrayList<>();
        List<Refusee> refusees = new ArrayList<>();
        long restent = 0;
        for (Stagiaire s : stagiaires) {
            String nom = agents.get(s.agentId()).nomComplet();
            List<Attestation> siennes = anciennes.getOrDefault(s.bulletinId(), List.of());
            Optional<Attestation> enVigueur =
                    siennes.stream().filter(Attestation::enVigueur).findFirst();
            if (enVigueur.isPresent()) {
                retenues.add(new Retenue(enVigueur.get(), nom, true));
                continue;
            }
            if (neuves.size() == A_LA_FOIS) {
                restent++;
                continue;
            }
            Suivi suivi = parBulletin.get(s.bulletinId());
            Optional<Attestation> revoquee = siennes.stream().max(Comparator.comparing(Attestation::revoqueeLe));
            if (suivi == null) {
                refusees.add(new Refusee(nom, "La présence n'a pas été saisie.", null));
            } else if (suivi.present() && s.etat() != Etat.PRESENTE && s.etat() != Etat.ATTESTEE) {
                refusees.add(new Refusee(
                        nom,
                        "Le bulletin n'est plus celui d'une personne présente ("
                                + s.etat().libelle().toLowerCase() + ").",
                        null));
            } else if (revoquee.isPresent() && !suivi.saisiDepuis(revoquee.get().revoqueeLe())) {
                refusees.add(new Refusee(
                        nom,
                        "Attestation n° " + revoquee.get().numero()
                                + " révoquée. Corrigez la présence avant d'en délivrer une autre.",
                        null));
            } else {
                Instant maintenant = horloge.maintenant();
                Preuve preuve = jugement.juger(bareme, session, suivi);
                if (preuve instanceof Preuve.Credit credit) {
                    Attestation a = Attestation.delivrer(
                            objet(s, session, nom, employeurs.get(s.collectiviteId()), structure),
                            credit,
                            bareme.jour(),
                            structure.code(),
                            attestations.rangSuivant(),
                            maintenant,
                            u.nom());
                    suivi.accorder(maintenant);
                    if (s.etat() == Etat.PRESENTE) {
                        inscriptions.noterAttestation(s.bulletinId(), a.numero());
                    }
                    neuves.add(a);
                    retenues.add(new Retenue(a, nom, false));
                } else if (preuve instanceof Preuve.Manque manque) {
                    suivi.refuser(manque.motif(), maintenant);
                    refusees.add(new Refusee(nom, manque.motif(), manque.regle()));
                }
            }
        }
        attestations.ajouter(neuves);
        return new Resultat(retenues.stream().map(Retenue::dite).toList(), refusees, restent);
    }

    private record Retenue(Attestation attestation, String nom, boolean deja) {
        Delivree dite() {
            return new Delivree(attestation.id(), nom, attestation.numero(), attestation.heures(), deja);
        }
    }

    private static Attestation.Objet objet(
            Stagiaire s, SessionInfo session, String nom, CollectiviteInfo employeur, StructureInfo structure) {
        return new Attestation.Objet(
                s.bulletinId(),
                session.id(),
                s.agentId(),
                s.collectiviteId(),
                session.structureId(),
                nom,
                employeur == null ? "" : employeur.nom(),
                structure.nom(),
                session.intitule(),
                session.modalite().libelle(),
                session.debut(),
                session.fin(),
                session.lieu());
    }
}
