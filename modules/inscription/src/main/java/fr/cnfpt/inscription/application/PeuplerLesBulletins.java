package fr.cnfpt.inscription.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.AgentsDeDemonstration;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionsDeDemonstration;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration.Compte;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration.Ligne;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration.Pas;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.outils.calendrier.Calendrier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Une année de demandes pour la démonstration : des sessions passées et convoquées, de prochaines acceptées en partie,
 * de lointaines à peine entamées, de complètes avec leur file, d'annulées, un MOOC très suivi ; et ce qui attend chacun
 * des rôles de Denain.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesBulletins implements Peuplement {

    private static final int SUIVENT_UN_MOOC = 50;
    private static final int SUIVENT_LE_PLUS_GROS_MOOC = 300;
    private static final int PASSEES_DE_CHACUN = 3;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    OffreDeFormation offre;

    @Inject
    SessionsDeDemonstration aires;

    @Inject
    AgentsDeDemonstration deDemonstration;

    @Inject
    Bulletins bulletins;

    @Inject
    BulletinsDeDemonstration lots;

    @Inject
    CasDeDemonstration cas;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 50;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        if (!lots.vide()) {
            return;
        }
        Random hasard = new Random(50);
        LocalDate jour = horloge.aujourdhui();
        List<CollectiviteInfo> collectivites = annuaire.collectivitesDeDemonstration();
        Map<Long, CollectiviteInfo> employeurs =
                collectivites.stream().collect(Collectors.toMap(CollectiviteInfo::id, c -> c));
        Collection<Long> tous = annuaire.agentsNommes(employeurs.keySet(), "");
        Map<Long, LocalDate> departs = annuaire.departs(tous);
        CompteInfo rh = acteurs.compte("rh").orElseThrow();
        CompteInfo agent = acteurs.compte("agent").orElseThrow();
        CompteInfo responsable = acteurs.compte("responsable").orElseThrow();
        Map<Long, AgentInfo> agents = annuaire.agents(tous);
        List<AgentInfo> vedettes = new ArrayList<>(List.of(agents.get(agent.agentId())));
        Stream.of(
                        AgentsDeDemonstration.PARTIE_A_VALENCIENNES,
                        AgentsDeDemonstration.EFFACE,
                        AgentsDeDemonstration.INTERCOMMUNALE)
                .flatMap(m -> deDemonstration.agent(rh.collectiviteId(), m).stream())
                .map(agents::get)
                .forEach(vedettes::add);
        Map<Long, Integer> suivies = new HashMap<>();
        Map<Long, List<AgentInfo>> parEmployeur = agents.values().stream()
                .filter(a -> !vedettes.contains(a))
                .sorted(Comparator.comparing(AgentInfo::id))
                .collect(Collectors.groupingBy(AgentInfo::collectiviteId));
        Map<Long, Set<Long>> visibles = aires.publieesPour(collectivites);
        Map<Long, VieDUneSession.Gestionnaire> gestionnaires = gestionnaires(collectivites);
        long grand = deDemonstration.collectivite(AgentsDeDemonstration.GRAND_EMPLOYEUR);
        List<SessionInfo> sessions = new ArrayList<>(offre.organisees(
                        Portee.ENTIERE, new OffreDeFormation.Filtre("", List.of(), List.of(), Set.of(), true, 0, 1_000))
                .sessions());
        sessions.removeIf(s -> !s.surInscription() || !s.demonstration());
        CasDeDemonstration.Choisies choisies = CasDeDemonstration.choisir(
                sessions, acteurs.compte("delegation").orElseThrow(), jour);
        Set<Long> dejaPris = new HashSet<>();
        List<Ligne> lignes = new ArrayList<>();
        List<Pas> pas = new ArrayList<>();
        List<Compte> comptes = new ArrayList<>();
        for (SessionInfo s : sessions) {
            List<CollectiviteInfo> invitees = collectivites.stream()
                    .filter(c -> visibles.get(c.id()).contains(s.id()))
                    .toList();
            VieDUneSession vie = new VieDUneSession(
                    s,
                    departement(s, invitees),
                    horloge.maintenant(),
                    hasard,
                    lignes.size(),
                    choisies.aSelection().contains(s.id()));
            int auHasard = demandes(s, jour, hasard);
            int veut = choisies.voulues().getOrDefault(s.id(), auHasard);
            for (int n = 0, essai = 0; n < veut && essai < veut * 4 && !invitees.isEmpty(); essai++) {
                // Le grand employeur pèse ce qu'il pèse : une demande sur quatre là où il est invité.
                CollectiviteInfo c =
                        hasard.nextInt(4) == 0 && visibles.get(grand).contains(s.id())
                                ? employeurs.get(grand)
                                : invitees.get(hasard.nextInt(invitees.size()));
                List<AgentInfo> siens = parEmployeur.get(c.id());
                AgentInfo a = siens.get(hasard.nextInt(siens.size()));
                // Ni deux fois le même stage, ni deux sessions le même mois : on a aussi un travail.
                if (libre(dejaPris, a, s)) {
                    vie.demander(a, c, gestionnaires.get(c.id()), departs.get(a.id()));
                    n++;
                }
            }
            if (s.fin().isBefore(jour.minusDays(21))
                    && s.etat().equals("PUBLIEE")
                    && visibles.get(rh.collectiviteId()).contains(s.id())) {
                for (AgentInfo a : vedettes) {
                    LocalDate parti = departs.get(a.id());
                    if (suivies.getOrDefault(a.id(), 0) < PASSEES_DE_CHACUN
                            && (parti == null || s.fin().isBefore(parti))
                            && libre(dejaPris, a, s)) {
                        vie.demander(
                                a, employeurs.get(rh.collectiviteId()), gestionnaires.get(rh.collectiviteId()), parti);
                        suivies.merge(a.id(), 1, Integer::sum);
                    }
                }
            }
            vie.jouer(lignes, pas, comptes);
        }
        lots.ecrire(lignes, pas, comptes);
        cas.executer(choisies, sessions, acteurs.compte("delegation").orElseThrow(), rh);
        int total =
                lignes.size() + demandesDeDenain(sessions, visibles.get(rh.collectiviteId()), responsable, agent, jour);
        progres.accept("Démonstration : " + total + " bulletins, de la préinscription à la convocation");
    }

    private static boolean libre(Set<Long> dejaPris, AgentInfo a, SessionInfo s) {
        long mois = s.debut().getYear() * 12L + s.debut().getMonthValue();
        return dejaPris.add(a.id() * 100_000 + mois) && dejaPris.add(-(a.id() * 100_000 + s.stageId()));
    }

    /** Où se tient la session ; à distance, là où l'on s'y inscrit. */
    private static String departement(SessionInfo s, List<CollectiviteInfo> invitees) {
        return s.codeInsee() == null
                ? s.fuseau().equals(Fuseau.PARIS) || invitees.isEmpty()
                        ? null
                        : invitees.get(0).departement()
                : s.codeInsee().substring(0, s.codeInsee().startsWith("97") ? 3 : 2);
    }

    /** Combien voudront venir : passée, presque tous ; prochaine, parfois trop ; annulée, trop peu. */
    private static int demandes(SessionInfo s, LocalDate jour, Random hasard) {
        if (s.etat().equals("ANNULEE")) {
            return 1 + hasard.nextInt(Math.max(1, s.minimum() - 2));
        }
        if (s.capacite() == null) {
            return (s.id() % 5 == 0 ? SUIVENT_LE_PLUS_GROS_MOOC : SUIVENT_UN_MOOC) + hasard.nextInt(SUIVENT_UN_MOOC);
        }
        long jours = ChronoUnit.DAYS.between(jour, s.debut());
        double part = jours < 0
                ? 0.7 + hasard.nextDouble() * 0.5
                : jours < 45
                        ? 0.4 + hasard.nextDouble() * 1.3
                        : jours < 120 ? 0.1 + hasard.nextDouble() * 0.9 : hasard.nextDouble() * 0.5;
        return (int) Math.round(part * Math.min(s.capacite(), 24));
    }

    private Map<Long, VieDUneSession.Gestionnaire> gestionnaires(List<CollectiviteInfo> collectivites) {
        Map<Long, VieDUneSession.Gestionnaire> parCollectivite = collectivites.stream()
                .collect(Collectors.toMap(
                        CollectiviteInfo::id,
                        c -> new VieDUneSession.Gestionnaire(0, "Service formation de " + c.nom()),
                        (a, b) -> a,
                        HashMap::new));
        for (String identifiant : List.of("rh", "rh.valenciennes", "rh.lille", "rh.saint-denis", "mairie")) {
            CompteInfo compte = acteurs.compte(identifiant).orElseThrow();
            parCollectivite.put(compte.collectiviteId(), new VieDUneSession.Gestionnaire(compte.id(), compte.nom()));
        }
        return parCollectivite;
    }

    /** Ce qui attend le responsable et la RH de Denain. */
    private int demandesDeDenain(
            List<SessionInfo> sessions, Set<Long> visibles, CompteInfo responsable, CompteInfo agent, LocalDate jour) {
        List<SessionInfo> ouvertes = sessions.stream()
                .filter(s -> visibles.contains(s.id()) && Ouverture.estOuverte(s, jour))
                .toList();
        List<AgentInfo> equipe = acteurs.equipeDe(responsable.agentId()).stream()
                .filter(a -> a.id() != agent.agentId())
                .toList();
        int n = 0;
        for (int i = 0; i < equipe.size() && i < 5; i++) {
            SessionInfo session = ouvertes.get((i * 7 + 3) % ouvertes.size());
            if (bulletins.enCours(List.of(equipe.get(i).id()), 0).stream()
                    .anyMatch(l -> l.sessionId() == session.id())) {
                continue;
            }
            AgentInfo a = equipe.get(i);
            Utilisateur lui = new Utilisateur(
                    0, "", a.nomComplet(), fr.cnfpt.commun.Role.AGENT, a.collectiviteId(), null, a.id(), "");
            Utilisateur chef = new Utilisateur(
                    responsable.id(),
                    "",
                    responsable.nom(),
                    fr.cnfpt.commun.Role.RESPONSABLE,
                    a.collectiviteId(),
                    null,
                    responsable.agentId(),
                    "");
            Instant depot = bureau(jour, 9 - i, session, 9 + i);
            Bulletin b = Bulletin.preinscrire(session, a, true, lui, depot);
            bulletins.ajouter(b);
            if (i >= 2) {
                b.donnerAvis(
                        i != 4,
                        i == 4 ? "Période de forte charge du service" : null,
                        Moment.OUVERTE,
                        chef,
                        bureau(jour, 5 - i, session, 14));
            }
            n++;
        }
        return n;
    }

    /** Il y a tant de jours, ouvrés, à cette heure ; jamais avant l'ouverture de la session. */
    private Instant bureau(LocalDate jour, int ilYA, SessionInfo session, int heure) {
        LocalDate d = Calendrier.ouvreAuPlusTard(jour.minusDays(ilYA), "59");
        Instant quand = (d.isBefore(session.ouverture()) ? session.ouverture() : d)
                .atTime(heure, 12)
                .atZone(session.fuseau())
                .toInstant();
        return quand.isAfter(horloge.maintenant()) ? horloge.maintenant() : quand;
    }
}
