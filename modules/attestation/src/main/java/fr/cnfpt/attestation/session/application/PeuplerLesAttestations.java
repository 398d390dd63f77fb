package fr.cnfpt.attestation.session.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.AgentsDeDemonstration;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.persistence.AttestationsDeDemonstration;
import fr.cnfpt.attestation.attestations.persistence.AttestationsDeDemonstration.Examen;
import fr.cnfpt.attestation.preuve.application.Jugement;
import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.domain.Formation;
import fr.cnfpt.attestation.preuve.domain.ModeWebinaire;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Inscriptions;
import fr.cnfpt.inscription.api.InscriptionsDeDemonstration;
import fr.cnfpt.inscription.api.InscriptionsDeDemonstration.Issue;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.outils.calendrier.Calendrier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * La démonstration : les sessions finies ont leurs présences et leurs attestations, jugées par les règles de leur
 * dernier jour. Quelques-unes attendent encore les unes ou les autres ; deux attestations ont été révoquées, dont celle
 * de l'agente de la démonstration, corrigée et refaite.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesAttestations implements Peuplement {

    private static final String PAR = "Service des attestations de la délégation";

    /** @param delivreeLe quand la délégation a examiné la présence ; nul : pas encore */
    private record Dossier(
            Stagiaire stagiaire, SessionInfo session, Suivi suivi, Instant noteLe, Instant delivreeLe, Preuve preuve) {
        boolean delivree() {
            return delivreeLe != null && preuve instanceof Preuve.Credit;
        }
    }

    @Inject
    AttestationsDeDemonstration lots;

    @Inject
    InscriptionsDeDemonstration bulletins;

    @Inject
    Inscriptions inscriptions;

    @Inject
    OffreDeFormation offre;

    @Inject
    Emargement emargement;

    @Inject
    Jugement jugement;

    @Inject
    Annuaire annuaire;

    @Inject
    AgentsDeDemonstration agents;

    @Inject
    Acteurs acteurs;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 70;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        // Une démonstration d'avant, sans grand employeur, garde ses sessions comme elle les a menées.
        if (!lots.vide()
                || annuaire.chercherAgents(agents.collectivite(AgentsDeDemonstration.GRAND_EMPLOYEUR), "", 1)
                        .isEmpty()) {
            return;
        }
        Random hasard = new Random(70);
        Map<LocalDate, Bareme> baremes = new HashMap<>();
        List<Dossier> dossiers = new ArrayList<>();
        offre
                .organisees(
                        Portee.ENTIERE, new OffreDeFormation.Filtre("", List.of(), List.of(), Set.of(), true, 0, 1_000))
                .sessions()
                .stream()
                .filter(s -> s.demonstration() && s.etat().equals("PUBLIEE") && s.surInscription())
                .filter(s -> s.fin().isBefore(horloge.aujourdhui(s.fuseau())))
                .filter(s -> !attendSesPresences(s))
                .forEach(s -> {
                    Bareme bareme = baremes.computeIfAbsent(s.fin(), jour -> jugement.bareme(s));
                    Set<Long> demiJournees = emargement.demiJournees(s).seances();
                    inscriptions.stagiaires(s.id()).stream()
                            .filter(i -> i.etat() == Etat.CONVOQUEE)
                            .forEach(i -> dossiers.add(noter(i, s, demiJournees, bareme, hasard)));
                });
        dossiers.sort(Comparator.comparing(Dossier::delivreeLe, Comparator.nullsLast(Comparator.naturalOrder())));
        delivrer(dossiers);
        progres.accept("Démonstration : " + dossiers.size() + " présences notées, "
                + dossiers.stream().filter(Dossier::delivree).count() + " attestations délivrées");
    }

    /** Finie depuis peu, sa feuille n'est pas encore remontée. */
    private boolean attendSesPresences(SessionInfo s) {
        return s.id() % 3 == 0 && s.fin().isAfter(horloge.aujourdhui(s.fuseau()).minusDays(21));
    }

    private Dossier noter(Stagiaire i, SessionInfo s, Set<Long> demiJournees, Bareme bareme, Random hasard) {
        Formation formation = Formation.de(s);
        Instant noteLe =
                s.fin().atTime(16, hasard.nextInt(60)).atZone(s.fuseau()).toInstant();
        boolean present = hasard.nextInt(100) >= 12;
        Suivi suivi = Suivi.ouvrir(i.bulletinId(), s.id(), s.structureId(), i.agentId());
        // Un sur six manque une demi-journée.
        Long manquee = demiJournees.size() > 1 && hasard.nextInt(6) == 0 ? Collections.min(demiJournees) : null;
        suivi.recevoir(
                new Suivi.Saisie(
                        i.bulletinId(),
                        present,
                        null,
                        demiJournees.stream().collect(Collectors.toMap(d -> d, d -> present && !d.equals(manquee))),
                        BigDecimal.valueOf(hasard.nextInt(9) == 0 ? 20 + hasard.nextInt(30) : 50 + hasard.nextInt(51)),
                        hasard.nextInt(4) == 0 ? ModeWebinaire.ASYNCHRONE : ModeWebinaire.SYNCHRONE),
                formation,
                demiJournees,
                s.formateurCompteId() == null ? PAR : "Formatrice 12",
                noteLe);
        Instant delivreeLe = bureau(s.fin().plusDays(4L + s.id() % 7), s.fuseau(), hasard);
        // Sans quoi il n'y aurait rien à délivrer : une délégation a toujours un peu de retard, jamais six mois.
        boolean enRetard = s.id() % 9 == 0
                && s.fin().isAfter(horloge.aujourdhui(s.fuseau()).minusDays(45));
        if (enRetard || delivreeLe.isAfter(horloge.maintenant().minusSeconds(3_600))) {
            return new Dossier(i, s, suivi, noteLe, null, null);
        }
        Preuve preuve = present ? jugement.juger(bareme, s, suivi) : null;
        if (preuve instanceof Preuve.Manque manque) {
            suivi.refuser(manque.motif(), delivreeLe);
        }
        return new Dossier(i, s, suivi, noteLe, present ? delivreeLe : null, preuve);
    }

    private void delivrer(List<Dossier> dossiers) {
        Map<Long, AgentInfo> titulaires = annuaire.agents(
                dossiers.stream().map(d -> d.stagiaire().agentId()).distinct().toList());
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(dossiers.stream()
                .map(d -> d.stagiaire().collectiviteId())
                .distinct()
                .toList());
        Map<Long, StructureInfo> structures = new HashMap<>();
        List<Long> rangs = new ArrayList<>(lots.rangs(dossiers.size() + 1));
        long agente = acteurs.compte("agent").map(CompteInfo::agentId).orElse(0L);
        Dossier aCorriger = dossiers.stream()
                .filter(d -> d.delivree() && d.stagiaire().agentId() == agente)
                .findFirst()
                .orElse(null);
        Dossier aRevoquer = dossiers.stream()
                .filter(d -> d.delivree() && d.stagiaire().agentId() != agente)
                .findFirst()
                .orElse(null);
        List<Examen> examens = new ArrayList<>();
        List<Attestation> attestations = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Dossier d : dossiers) {
            String numero = null;
            if (d.delivree()) {
                StructureInfo structure = structures.computeIfAbsent(
                        d.session().structureId(), id -> annuaire.structure(id).orElseThrow());
                Attestation a = attestation(d, d.delivreeLe(), titulaires, employeurs, structure, rangs);
                numero = a.numero();
                attestations.add(a);
                Instant plusTard = bureau(
                        LocalDate.ofInstant(d.delivreeLe(), d.session().fuseau())
                                .plusDays(2),
                        d.session().fuseau(),
                        new Random(1));
                if (d == aRevoquer) {
                    a.revoquer("Délivrée par erreur à un homonyme", PAR, plusTard);
                }
                if (d == aCorriger) {
                    a.revoquer("Erreur de lieu sur l'attestation, refaite le jour même", PAR, plusTard);
                    attestations.add(
                            attestation(d, plusTard.plusSeconds(600), titulaires, employeurs, structure, rangs));
                }
            }
            examens.add(new Examen(d.suivi(), d.delivreeLe()));
            issues.add(new Issue(
                    d.stagiaire().bulletinId(), d.suivi().present(), d.noteLe(), numero, d.delivreeLe(), PAR));
        }
        lots.ecrire(examens, attestations);
        bulletins.noter(issues);
        partager();
    }

    /** Celle qui est venue de Denain montre à Valenciennes ce qu'elle a obtenu là-bas. */
    private void partager() {
        CompteInfo avant = acteurs.compte("nouvelle").orElseThrow();
        CompteInfo apres = acteurs.compte("nouvelle.valenciennes").orElseThrow();
        lots.partager(
                avant.agentId(),
                apres.agentId(),
                apres.collectiviteId(),
                apres.id(),
                bureau(horloge.aujourdhui().minusDays(30), Horloge.PARIS, new Random(1)));
    }

    private static Attestation attestation(
            Dossier d,
            Instant le,
            Map<Long, AgentInfo> titulaires,
            Map<Long, CollectiviteInfo> employeurs,
            StructureInfo structure,
            List<Long> rangs) {
        SessionInfo s = d.session();
        return Attestation.delivrer(
                new Attestation.Objet(
                        d.stagiaire().bulletinId(),
                        s.id(),
                        d.stagiaire().agentId(),
                        d.stagiaire().collectiviteId(),
                        s.structureId(),
                        titulaires.get(d.stagiaire().agentId()).nomComplet(),
                        employeurs.get(d.stagiaire().collectiviteId()).nom(),
                        structure.nom(),
                        s.intitule(),
                        s.modalite().libelle(),
                        s.debut(),
                        s.fin(),
                        s.lieu()),
                (Preuve.Credit) d.preuve(),
                s.fin(),
                structure.code(),
                rangs.remove(0),
                le,
                PAR);
    }

    private static Instant bureau(LocalDate jour, ZoneId fuseau, Random hasard) {
        return Calendrier.ouvreDes(jour, null)
                .atTime(9 + hasard.nextInt(8), hasard.nextInt(60))
                .atZone(fuseau)
                .toInstant();
    }
}
