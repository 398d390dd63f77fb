package fr.cnfpt.inscription.selection.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.capacite;
import static fr.cnfpt.inscription.Exemples.dates;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.joignable;
import static fr.cnfpt.inscription.Exemples.responsable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.sirh;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.persistence.PurgesInscriptionSql;
import fr.cnfpt.inscription.places.application.OffrirUnePlace;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes.Vue;
import fr.cnfpt.inscription.selection.application.LireLaSelection.Rang;
import fr.cnfpt.inscription.selection.domain.Classement.Issue;
import fr.cnfpt.inscription.selection.domain.MotifDePriorite;
import fr.cnfpt.inscription.selection.persistence.Priorites;
import fr.cnfpt.inscription.selection.persistence.ReglesDeSelection;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import fr.cnfpt.outils.secret.Coffre;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Une session à sélection, de son réglage à la décision, et la priorité de droit. Sur PostgreSQL. */
class SelectionTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final AtomicLong NUMEROS = new AtomicLong(8000);
    private static final OffreEnMemoire OFFRE = new OffreEnMemoire();

    private record Depose(String a, String objet, String texte) {}

    private final List<Depose> deposes = new ArrayList<>();
    private final JournalEnMemoire journal = new JournalEnMemoire();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private Instant maintenant = MAINTENANT;
    private final Horloge horloge = new Horloge(new Clock() {
        @Override
        public ZoneId getZone() {
            return Horloge.PARIS;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return maintenant;
        }
    });

    /** Tout ce qui sélectionne, sur une connexion. */
    private final class Atelier {
        final UtilisateurCourant courant = new UtilisateurCourant();
        final Jdbi jdbi;
        final PlacesSql places = new PlacesSql();
        final SessionsSuivies suivies;
        final ReglerLaSelection reglage = new ReglerLaSelection();
        final ClasserLesDemandes classement = new ClasserLesDemandes();
        final DeciderLaSelection decision = new DeciderLaSelection();
        final LireLaSelection lecture = new LireLaSelection();
        final DireUnePriorite priorite = new DireUnePriorite();
        final AnnulerBulletin annulation = new AnnulerBulletin();
        final InstruireBulletins instruction = new InstruireBulletins();
        final ConsulterBulletins consultation = new ConsulterBulletins();
        final PurgesInscriptionSql purges;
        final Priorites priorites;

        Atelier(EntityManager em) {
            jdbi = PostgresDeTest.jdbi(em, horloge);
            priorites = Injection.poser(new Priorites(), jdbi, new Coffre());
            Regles regles = Injection.poser(new Regles(), jdbi);
            ReglesDuCircuit duCircuit = Injection.poser(new ReglesDuCircuit(), regles, jdbi);
            Injection.poser(places, em, jdbi);
            suivies = Injection.poser(new SessionsSuivies(), jdbi);
            BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, jdbi);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            Courriers boite = (Courriers) Proxy.newProxyInstance(
                    Courriers.class.getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> {
                        deposes.add(new Depose((String) a[0], (String) a[1], (String) a[2]));
                        return null;
                    });
            Selections selections = Injection.poser(new Selections(), em, jdbi);
            EtablirLeClassement etabli = Injection.poser(
                    new EtablirLeClassement(),
                    selections,
                    Injection.poser(new ReglesDeSelection(), regles, jdbi),
                    annuaire,
                    horloge);
            Injection.poser(consultation, courant, portees, annuaire, OFFRE, bulletins, places, duCircuit, horloge);
            Injection.poser(reglage, selections, OFFRE, places, portees, horloge);
            Injection.poser(classement, etabli, selections, OFFRE, places, annuaire, portees, horloge);
            EcrireLaSelection courriels = Injection.poser(new EcrireLaSelection(), selections, annuaire, boite);
            Injection.poser(
                    decision, classement, etabli, selections, bulletins, places, courriels, courant, journal, horloge);
            Injection.poser(lecture, consultation, selections, etabli, courant);
            Injection.poser(priorite, courant, consultation, selections, priorites, annuaire, places, horloge);
            RendreLaPlace rendu = Injection.poser(
                    new RendreLaPlace(),
                    places,
                    duCircuit,
                    Injection.poser(
                            new OffrirUnePlace(), Injection.poser(new Offres(), jdbi), annuaire, boite, horloge),
                    horloge);
            Injection.poser(annulation, courant, consultation, OFFRE, bulletins, places, rendu, horloge);
            Injection.poser(instruction, courant, portees, bulletins, places, rendu, OFFRE, horloge);
            purges = Injection.poser(new PurgesInscriptionSql(), jdbi);
        }
    }

    private <T> T comme(Utilisateur u, Function<Atelier, T> acte) {
        return PostgresDeTest.dans(POSTGRES.emf(), em -> {
            Atelier a = new Atelier(em);
            return a.courant.agirComme(u, () -> acte.apply(a));
        });
    }

    private void faire(Utilisateur u, Consumer<Atelier> acte) {
        comme(u, a -> {
            acte.accept(a);
            return null;
        });
    }

    private String refus(Utilisateur u, Consumer<Atelier> acte) {
        return assertThrows(Refus.class, () -> faire(u, acte)).code();
    }

    @BeforeAll
    static void donnerUneCle() {
        System.setProperty("iel.cle", "une-cle-d-epreuve-de-trente-deux-signes-au-moins");
    }

    @BeforeEach
    void poser() {
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        LongStream.rangeClosed(101, 109).forEach(i -> annuaire.agents.add(joignable(agent(i))));
        annuaire.agents.add(joignable(agentDeValenciennes(201)));
        POSTGRES.jdbi()
                .useHandle(h -> h.execute(
                        "alter table inscription.changement disable trigger user; truncate inscription.jauge cascade;"
                                + " alter table inscription.changement enable trigger user"));
        deposes.clear();
    }

    @AfterAll
    static void fermer() {
        POSTGRES.emf().close();
    }

    /** Une session pas encore ouverte, de cet effectif, mise à sélection. */
    private SessionInfo aSelection(int places) {
        long id = NUMEROS.incrementAndGet();
        SessionInfo s =
                dates(session(id, places), JOUR.plusDays(1), JOUR.plusDays(10), JOUR.plusDays(30), JOUR.plusDays(31));
        OFFRE.sessions.put(id, s);
        faire(delegation(), a -> {
            a.places.ouvrirJauge(s);
            a.reglage.executer(id, true);
        });
        maintenant = MAINTENANT.plus(Duration.ofDays(2));
        return s;
    }

    private void clore() {
        maintenant = MAINTENANT.plus(Duration.ofDays(11));
    }

    private long inscrire(SessionInfo s, long id) {
        AgentInfo a = annuaire.agents(List.of(id)).get(id);
        return comme(
                a.collectiviteId() == DENAIN ? rh() : rhDeValenciennes(),
                x -> x.places
                        .inscrire(s, List.of(a), x.courant.get(), horloge.maintenant())
                        .get(0)
                        .bulletinId());
    }

    private void forme(long agent) {
        long ailleurs = NUMEROS.incrementAndGet();
        SessionInfo s = session(ailleurs, 5);
        OFFRE.sessions.put(ailleurs, s);
        faire(delegation(), a -> a.places.ouvrirJauge(s));
        long b = inscrire(s, agent);
        POSTGRES.jdbi().useHandle(h -> h.execute("update inscription.bulletin set etat = 'ATTESTEE' where id = ?", b));
    }

    private Vue vue(SessionInfo s) {
        return comme(delegation(), a -> a.classement.classement(s.id()));
    }

    private Map<Issue, Integer> decider(SessionInfo s) {
        String lue = vue(s).empreinte();
        return comme(delegation(), a -> a.decision.executer(s.id(), lue));
    }

    private List<String> bulletins(SessionInfo s) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select agent_id || ' ' || etat from inscription.bulletin where session_id = :s order by rang")
                        .bind("s", s.id())
                        .mapTo(String.class)
                        .list());
    }

    /** Places prises, en attente, en sélection. */
    private String jauge(SessionInfo s) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select places_prises || ' ' || en_attente || ' ' || en_selection from inscription.jauge where session_id = :s")
                        .bind("s", s.id())
                        .mapTo(String.class)
                        .one());
    }

    private List<Long> ordre(Vue v) {
        return v.lignes().stream().map(l -> l.agent().id()).toList();
    }

    private Rang rang(Utilisateur u, long bulletin) {
        return comme(u, a -> a.lecture.executer(bulletin)).orElse(null);
    }

    // Avant la décision.

    @Test
    void nul_n_a_de_place_ni_de_rang_avant_la_decision_et_l_on_sait_qu_on_attend_la_selection() {
        SessionInfo s = aSelection(1);
        Placement p = comme(
                        rh(), x -> x.places.inscrire(s, List.of(agent(101), agent(102)), rh(), horloge.maintenant()))
                .get(1);
        assertEquals(Etat.EN_SELECTION, p.etat());
        assertEquals("En attente de la sélection : la délégation décide après la clôture.", p.enClair());
        assertEquals(List.of("101 EN_SELECTION", "102 EN_SELECTION"), bulletins(s));
        assertEquals("0 0 2", jauge(s));
        assertEquals(
                "En attente de la sélection",
                comme(rh(), a -> a.consultation.ligne(p.bulletinId())).etat().libelle());
        assertTrue(comme(rh(), a -> a.consultation.jauge(s.id())).aSelection());
        assertTrue(
                comme(delegation(), a -> a.instruction.accepterTous(s.id())) == 0,
                "rien à accepter : nul n'a de place");
    }

    @Test
    void annuler_ou_refuser_une_demande_en_selection_ne_promeut_personne_et_le_compte_reste_juste() {
        SessionInfo s = aSelection(1);
        long un = inscrire(s, 101);
        long deux = inscrire(s, 102);
        inscrire(s, 103);
        faire(rh(), a -> a.annulation.executer(un, "Elle part"));
        faire(delegation(), a -> a.instruction.refuser(deux, "Hors du public visé"));
        assertEquals(List.of("101 ANNULEE", "102 REFUSEE", "103 EN_SELECTION"), bulletins(s));
        assertEquals("0 0 1", jauge(s));
    }

    @Test
    void plus_de_places_avant_la_decision_ne_donne_rien_et_sans_effectif_ne_se_peut_pas() {
        SessionInfo s = aSelection(1);
        inscrire(s, 101);
        faire(delegation(), a -> a.suivies.suivre(capacite(s, 9), true, maintenant));
        assertEquals("0 0 1", jauge(s));
        assertEquals(
                "selection-sans-effectif",
                refus(delegation(), a -> a.suivies.suivre(capacite(s, null), true, maintenant)));
    }

    @Test
    void la_base_seule_refuse_une_place_avant_la_decision_et_plus_de_places_que_d_effectif_apres() {
        SessionInfo s = aSelection(1);
        inscrire(s, 101);
        for (String faute : List.of(
                "update inscription.jauge set places_prises = 1, en_selection = 0 where session_id = ?",
                "update inscription.jauge set en_attente = 1, en_selection = 0 where session_id = ?",
                "update inscription.jauge set decidee_le = now() where session_id = ?",
                "update inscription.jauge set capacite = null where session_id = ?",
                "update inscription.jauge set decidee_le = now(), en_selection = 0, places_prises = 2 where session_id = ?")) {
            assertThrows(
                    UnableToExecuteStatementException.class,
                    () -> POSTGRES.jdbi().useHandle(h -> h.execute(faute, s.id())),
                    faute);
        }
    }

    @Test
    void la_selection_se_choisit_avant_l_ouverture_et_seulement_alors() {
        SessionInfo s = aSelection(1);
        assertEquals("selection-trop-tard", refus(delegation(), a -> a.reglage.executer(s.id(), false)));
        maintenant = MAINTENANT;
        faire(delegation(), a -> a.reglage.executer(s.id(), false));
        assertEquals(
                Jauge.Selection.AUCUNE,
                comme(delegation(), a -> a.consultation.jauge(s.id())).selection());
        assertEquals("session-inconnue", refus(autreDelegation(), a -> a.reglage.executer(s.id(), true)));
        long venue = inscrire(s, 101);
        assertEquals("101 TRANSMISE", bulletins(s).get(0), "emmenée d'une autre session, avant l'ouverture " + venue);
        assertEquals("selection-trop-tard", refus(delegation(), a -> a.reglage.executer(s.id(), true)));
    }

    @Test
    void sans_effectif_une_session_ne_se_met_pas_a_selection() {
        SessionInfo s = capacite(aSelection(1), null);
        maintenant = MAINTENANT;
        OFFRE.sessions.put(s.id(), s);
        assertEquals("selection-sans-effectif", refus(delegation(), a -> a.reglage.executer(s.id(), true)));
    }

    @Test
    void une_session_a_quota_ne_se_met_pas_a_selection() {
        SessionInfo s = aSelection(3);
        maintenant = MAINTENANT;
        faire(delegation(), a -> a.reglage.executer(s.id(), false));
        POSTGRES.jdbi()
                .useHandle(h -> h.execute("update inscription.jauge set quota = 2 where session_id = ?", s.id()));
        assertEquals("selection-et-quota", refus(delegation(), a -> a.reglage.executer(s.id(), true)));
    }

    // La décision.

    @Test
    void la_decision_accepte_les_premiers_met_les_autres_en_file_dans_cet_ordre_et_refuse_les_designees() {
        SessionInfo s = aSelection(2);
        for (long a : new long[] {101, 102, 103, 104, 105}) {
            forme(a == 103 ? 109 : a);
        }
        long un = inscrire(s, 101);
        inscrire(s, 102);
        long trois = inscrire(s, 103);
        long quatre = inscrire(s, 104);
        long cinq = inscrire(s, 105);
        faire(rh(), a -> a.priorite.dire(quatre, "USURE"));
        clore();
        assertEquals(List.of(104L, 103L, 101L, 102L, 105L), ordre(vue(s)), "priorité, jamais formé, arrivée");
        faire(delegation(), a -> a.classement.deplacer(s.id(), cinq, 3, "Seule de son service à tenir l'état civil"));
        faire(delegation(), a -> a.classement.refuser(s.id(), un, "Hors du public visé"));
        assertEquals(List.of(104L, 103L, 105L, 102L, 101L), ordre(vue(s)));
        assertEquals(Map.of(Issue.RETENUE, 2, Issue.EN_ATTENTE, 2, Issue.REFUSEE, 1), decider(s));
        assertEquals("2 2 0", jauge(s));
        assertEquals(
                List.of("101 REFUSEE", "104 ACCEPTEE", "103 ACCEPTEE", "105 LISTE_ATTENTE", "102 LISTE_ATTENTE"),
                bulletins(s));
        assertEquals(
                List.of("selection-decidee : 2 demandes retenues, 2 en liste d'attente, 1 refusée"), journal.notes);

        // Promotions comme ailleurs, dans l'ordre décidé.
        faire(rh(), a -> a.annulation.executer(trois, "Arrêt de travail"));
        assertEquals(
                List.of("101 REFUSEE", "104 ACCEPTEE", "103 ANNULEE", "105 TRANSMISE", "102 LISTE_ATTENTE"),
                bulletins(s));
        assertEquals("2 1 0", jauge(s));
    }

    @Test
    void l_agent_et_son_employeur_lisent_le_rang_et_la_phrase_dans_le_courriel_comme_sur_le_bulletin() {
        SessionInfo s = aSelection(1);
        long un = inscrire(s, 101);
        long deux = inscrire(s, 201);
        faire(agentConnecte(101), a -> a.priorite.dire(un, "HANDICAP"));
        clore();
        decider(s);
        Rang r = rang(agentConnecte(101), un);
        assertEquals(1, r.rang());
        assertEquals(2, r.sur());
        assertEquals(Issue.RETENUE, r.issue());
        assertTrue(r.phrase().contains("Prioritaire de droit") && r.phrase().contains("CGFP, art. L422-3"), r.phrase());
        assertEquals(r, rang(rh(), un));
        assertEquals(r, rang(sirh(), un));
        assertEquals(r, rang(delegation(), un));
        assertNull(rang(responsable(), un), "le responsable lit le rang dans l'histoire, pas la phrase");
        Depose aLAgent = deposes.stream()
                .filter(d -> d.a().equals("101@exemple"))
                .findFirst()
                .orElseThrow();
        assertTrue(
                aLAgent.objet().startsWith("Vous avez une place")
                        && aLAgent.texte().contains(r.phrase()),
                aLAgent.texte());
        Depose aLAutre = deposes.stream()
                .filter(d -> d.a().equals("201@exemple"))
                .findFirst()
                .orElseThrow();
        assertTrue(aLAutre.objet().startsWith("Vous êtes en liste d'attente"), aLAutre.objet());
        Depose aLaRh = deposes.stream()
                .filter(d -> d.a().equals("rh@" + DENAIN))
                .findFirst()
                .orElseThrow();
        assertTrue(aLaRh.texte().contains("matricule M101") && aLaRh.texte().contains(r.phrase()), aLaRh.texte());
        assertFalse(aLaRh.texte().contains("V201"), "jamais l'agent d'un autre employeur");
        assertEquals("bulletin-inconnu", refus(rhDeValenciennes(), a -> a.lecture.executer(un)));
        assertEquals(
                List.of(
                        "Inscrit par la collectivité et transmis au CNFPT",
                        "En attente de la sélection, que la délégation décide après la clôture",
                        "En liste d'attente après la sélection, 2e sur 2"),
                POSTGRES.jdbi()
                        .withHandle(h -> h.createQuery(
                                        "select texte from inscription.changement where bulletin_id = :b order by id")
                                .bind("b", deux)
                                .mapTo(String.class)
                                .list()));
    }

    @Test
    void on_ne_classe_et_ne_decide_qu_apres_la_cloture_et_chez_soi() {
        SessionInfo s = aSelection(1);
        long un = inscrire(s, 101);
        assertEquals("selection-pas-close", refus(delegation(), a -> a.classement.deplacer(s.id(), un, 1, "Motif")));
        assertEquals("selection-pas-close", refus(delegation(), a -> a.decision.executer(s.id(), "x")));
        assertFalse(vue(s).decidable());
        assertEquals(List.of(), comme(delegation(), a -> a.classement.aDecider()));
        clore();
        assertTrue(vue(s).decidable());
        assertEquals(List.of(s.id()), comme(delegation(), a -> a.classement.aDecider()));
        assertEquals(List.of(), comme(autreDelegation(), a -> a.classement.aDecider()));
        for (Consumer<Atelier> acte : List.<Consumer<Atelier>>of(
                a -> a.classement.classement(s.id()),
                a -> a.classement.deplacer(s.id(), un, 1, "Motif"),
                a -> a.classement.refuser(s.id(), un, "Motif"),
                a -> a.classement.rendreAuxRegles(s.id(), un),
                a -> a.decision.executer(s.id(), "x"))) {
            assertEquals("session-inconnue", refus(autreDelegation(), acte));
        }
    }

    @Test
    void on_ne_decide_que_le_classement_qu_on_a_lu_et_une_seule_fois() {
        SessionInfo s = aSelection(1);
        inscrire(s, 101);
        long deux = inscrire(s, 102);
        clore();
        String lue = vue(s).empreinte();
        faire(agentConnecte(102), a -> a.priorite.dire(deux, "USURE"));
        assertEquals("classement-change", refus(delegation(), a -> a.decision.executer(s.id(), lue)));
        assertEquals("0 0 2", jauge(s));
        decider(s);
        String decidee = vue(s).empreinte();
        assertEquals("selection-decidee", refus(delegation(), a -> a.decision.executer(s.id(), decidee)));
    }

    @Test
    void deux_conseilleres_decident_a_la_fois_et_une_seule_compte() throws Exception {
        SessionInfo s = aSelection(2);
        for (long a = 101; a <= 105; a++) {
            inscrire(s, a);
        }
        clore();
        String lue = vue(s).empreinte();
        CyclicBarrier depart = new CyclicBarrier(4);
        ExecutorService fils = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> issues = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                issues.add(fils.submit(() -> {
                    depart.await();
                    try {
                        comme(delegation(), a -> a.decision.executer(s.id(), lue));
                        return "decidee";
                    } catch (Refus r) {
                        return r.code();
                    }
                }));
            }
            List<String> codes = new ArrayList<>();
            for (Future<String> f : issues) {
                codes.add(f.get());
            }
            codes.sort(null);
            assertEquals(List.of("decidee", "selection-decidee", "selection-decidee", "selection-decidee"), codes);
        } finally {
            fils.shutdownNow();
        }
        assertEquals("2 3 0", jauge(s));
    }

    @Test
    void deux_demandes_n_ont_pas_le_meme_rang_voulu_et_l_une_se_rend_aux_regles() {
        SessionInfo s = aSelection(1);
        inscrire(s, 101);
        long deux = inscrire(s, 102);
        long trois = inscrire(s, 103);
        clore();
        faire(delegation(), a -> a.classement.deplacer(s.id(), trois, 1, "Prend son poste lundi"));
        assertEquals(List.of(103L, 101L, 102L), ordre(vue(s)));
        assertEquals("rang-deja-donne", refus(delegation(), a -> a.classement.deplacer(s.id(), deux, 1, "Motif")));
        faire(delegation(), a -> a.classement.rendreAuxRegles(s.id(), trois));
        assertEquals(List.of(101L, 102L, 103L), ordre(vue(s)));
        assertEquals("plus-en-selection", refus(delegation(), a -> a.classement.deplacer(s.id(), 999_999, 1, "Motif")));
    }

    @Test
    void rejouee_des_annees_plus_tard_la_decision_donne_le_meme_rang_et_la_meme_phrase() {
        SessionInfo s = aSelection(2);
        forme(101);
        forme(102);
        long un = inscrire(s, 101);
        long deux = inscrire(s, 102);
        long trois = inscrire(s, 103);
        faire(rh(), a -> a.priorite.dire(deux, "CATEGORIE_C"));
        clore();
        faire(delegation(), a -> a.classement.deplacer(s.id(), un, 2, "Prend son poste lundi"));
        Vue lue = vue(s);
        List<String> phrases =
                lue.lignes().stream().map(l -> l.place().phrase()).toList();
        decider(s);
        List<Rang> alors =
                LongStream.of(un, deux, trois).mapToObj(b -> rang(rh(), b)).toList();
        assertEquals(List.of(2, 1, 3), alors.stream().map(Rang::rang).toList());

        // Cinq ans après : les règles ne favorisent plus personne, l'agent a été formé depuis, la priorité est effacée.
        POSTGRES.jdbi().useHandle(h -> {
            h.execute("""
            insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
              ('selection', 'priorite_de_droit', 'NOMBRE', 0, '2090-01-01', 'Abrogée', 'Loi de 2090'),
              ('selection', 'premiere_demande', 'NOMBRE', 0, '2090-01-01', 'Abrogée', 'Loi de 2090')
            """);
            h.execute("delete from inscription.priorite");
        });
        maintenant = Instant.parse("2091-06-01T08:00:00Z");
        forme(103);
        assertEquals(
                alors,
                LongStream.of(un, deux, trois).mapToObj(b -> rang(rh(), b)).toList());
        assertEquals(
                phrases, vue(s).lignes().stream().map(l -> l.place().phrase()).toList());
        assertEquals(
                alors.stream().map(Rang::rang).toList(),
                POSTGRES.jdbi()
                        .withHandle(h -> h.createQuery(
                                        "select rang from inscription.candidature where session_id = :s order by arrivee")
                                .bind("s", s.id())
                                .mapTo(Integer.class)
                                .list()),
                "ce que la décision a écrit alors");

        // Une autre session, ce jour-là, suit les règles de ce jour-là.
        maintenant = MAINTENANT;
        SessionInfo autre = aSelection(1);
        inscrire(autre, 104);
        long cinq = inscrire(autre, 105);
        faire(agentConnecte(105), a -> a.priorite.dire(cinq, "USURE"));
        assertEquals(List.of(105L, 104L), ordre(vue(autre)), "sous la règle d'alors");
        maintenant = Instant.parse("2091-06-01T08:00:00Z");
        assertEquals(List.of(104L, 105L), ordre(vue(autre)), "la règle d'alors abrogée");
    }

    @Test
    void une_decision_et_ses_faits_ne_se_recrivent_pas_meme_par_sql() {
        SessionInfo s = aSelection(1);
        inscrire(s, 101);
        clore();
        decider(s);
        for (String faute : List.of(
                "update inscription.candidature set prioritaire = true where session_id = ?",
                "update inscription.candidature set rang = 9 where session_id = ?",
                "update inscription.candidature set ecart_motif = 'autre' where session_id = ?",
                "update inscription.selection set places = 9 where session_id = ?")) {
            assertThrows(
                    UnableToExecuteStatementException.class,
                    () -> POSTGRES.jdbi().useHandle(h -> h.execute(faute, s.id())),
                    faute);
        }
    }

    // La priorité de droit.

    @Test
    void la_delegation_lit_prioritaire_et_jamais_pourquoi() {
        SessionInfo s = aSelection(1);
        long un = inscrire(s, 101);
        faire(agentConnecte(101), a -> a.priorite.dire(un, "HANDICAP"));
        clore();
        Vue v = vue(s);
        assertTrue(v.lignes().get(0).place().candidature().prioritaire());
        decider(s);
        String toutCeQuElleLit = v + "" + vue(s) + comme(delegation(), a -> a.consultation.ligne(un))
                + rang(delegation(), un) + journal.notes + deposes
                + POSTGRES.jdbi()
                        .withHandle(h -> h.createQuery("select string_agg(c::text, ' ') from inscription.changement c")
                                .mapTo(String.class)
                                .one());
        for (MotifDePriorite m : MotifDePriorite.values()) {
            assertFalse(
                    toutCeQuElleLit.contains(m.name()) || toutCeQuElleLit.contains(m.getLibelle()), toutCeQuElleLit);
        }
        assertFalse(toutCeQuElleLit.toLowerCase().contains("handicap"), toutCeQuElleLit);
    }

    @Test
    void l_employeur_relit_le_motif_qu_il_a_dit_et_non_celui_que_l_agent_a_dit() {
        SessionInfo s = aSelection(1);
        long un = inscrire(s, 101);
        faire(rh(), a -> a.priorite.dire(un, "USURE"));
        assertEquals(
                MotifDePriorite.USURE, comme(sirh(), a -> a.priorite.lire(un)).motif());
        assertEquals(
                MotifDePriorite.USURE,
                comme(agentConnecte(101), a -> a.priorite.lire(un)).motif(),
                "l'agent lit tout");
        faire(agentConnecte(101), a -> a.priorite.dire(un, "HANDICAP"));
        DireUnePriorite.Priorite lue = comme(rh(), a -> a.priorite.lire(un));
        assertTrue(lue.prioritaire());
        assertNull(lue.motif());
        assertFalse(lue.modifiable());
        assertEquals("priorite-dite-par-l-agent", refus(rh(), a -> a.priorite.dire(un, "USURE")));
        assertEquals("priorite-dite-par-l-agent", refus(sirh(), a -> a.priorite.retirer(un)));
        for (Utilisateur u : List.of(responsable(), rhDeValenciennes(), agentConnecte(102))) {
            assertEquals("bulletin-inconnu", refus(u, a -> a.priorite.lire(un)));
            assertEquals("bulletin-inconnu", refus(u, a -> a.priorite.dire(un, "USURE")));
        }
        faire(agentConnecte(101), a -> a.priorite.retirer(un));
        assertFalse(comme(rh(), a -> a.priorite.lire(un)).prioritaire());
    }

    private String motifEnBase(long bulletin) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery("select motif from inscription.priorite where bulletin_id = :b")
                        .bind("b", bulletin)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void la_base_ne_lit_pas_le_motif_ni_a_sa_longueur() {
        long un = inscrire(aSelection(1), 101);
        Set<Integer> longueurs = new HashSet<>();
        for (MotifDePriorite m : MotifDePriorite.values()) {
            faire(agentConnecte(101), a -> a.priorite.dire(un, m.name()));
            assertTrue(motifEnBase(un).startsWith(Coffre.SCELLE), motifEnBase(un));
            longueurs.add(motifEnBase(un).length());
            assertEquals(m, comme(agentConnecte(101), a -> a.priorite.lire(un)).motif());
        }
        assertEquals(1, longueurs.size(), longueurs::toString);
    }

    @Test
    void un_motif_en_clair_d_avant_la_cle_est_scelle_et_se_relit() {
        long un = inscrire(aSelection(1), 101);
        faire(rh(), a -> a.priorite.dire(un, "HANDICAP"));
        POSTGRES.jdbi().useHandle(h -> {
            h.execute("alter table inscription.priorite drop constraint ck_priorite_scelle");
            h.execute("update inscription.priorite set motif = 'USURE' where bulletin_id = ?", un);
            h.execute(
                    "alter table inscription.priorite add constraint ck_priorite_scelle check (motif like 'iel1.%') not valid");
        });
        assertEquals(
                MotifDePriorite.USURE, comme(rh(), a -> a.priorite.lire(un)).motif());
        faire(Utilisateur.SYSTEME, a -> assertEquals(1, a.priorites.resceller()));
        assertTrue(motifEnBase(un).startsWith(Coffre.SCELLE), motifEnBase(un));
        assertEquals(
                MotifDePriorite.USURE, comme(rh(), a -> a.priorite.lire(un)).motif());
        faire(Utilisateur.SYSTEME, a -> assertEquals(0, a.priorites.resceller()));
    }

    @Test
    void la_priorite_ne_se_garde_que_la_ou_elle_sert() {
        long ailleurs = NUMEROS.incrementAndGet();
        SessionInfo auFil = session(ailleurs, 5);
        OFFRE.sessions.put(ailleurs, auFil);
        faire(delegation(), a -> a.places.ouvrirJauge(auFil));
        long placee = inscrire(auFil, 101);
        assertEquals("pas-a-selection", refus(rh(), a -> a.priorite.dire(placee, "USURE")));
        assertFalse(comme(rh(), a -> a.priorite.lire(placee)).modifiable());
        SessionInfo s = aSelection(1);
        long un = inscrire(s, 102);
        assertTrue(comme(rh(), a -> a.priorite.lire(un)).modifiable());
        clore();
        decider(s);
        assertEquals("selection-decidee", refus(rh(), a -> a.priorite.dire(un, "USURE")));
        assertFalse(comme(rh(), a -> a.priorite.lire(un)).modifiable());
    }

    @Test
    void la_categorie_c_se_lit_du_poste() {
        SessionInfo s = aSelection(1);
        annuaire.agents.removeIf(a -> a.id() == 101);
        annuaire.agents.add(
                new AgentInfo(101, DENAIN, "M101", "Nom101", "Prénom", null, "Juriste", null, "A", null, 100L));
        long un = inscrire(s, 101);
        assertEquals("poste-d-une-autre-categorie", refus(rh(), a -> a.priorite.dire(un, "CATEGORIE_C")));
        faire(rh(), a -> a.priorite.dire(un, "USURE"));
        long deux = inscrire(s, 102);
        faire(rh(), a -> a.priorite.dire(deux, "CATEGORIE_C"));
    }

    @Test
    void le_motif_s_efface_apres_la_session_ou_sitot_la_demande_refusee() {
        SessionInfo s = aSelection(2);
        long un = inscrire(s, 101);
        long deux = inscrire(s, 102);
        faire(agentConnecte(101), a -> a.priorite.dire(un, "USURE"));
        faire(agentConnecte(102), a -> a.priorite.dire(deux, "USURE"));
        faire(rh(), a -> a.annulation.executer(deux, "Elle part"));
        assertEquals(1L, (long) comme(Utilisateur.SYSTEME, a -> a.purges.purger("PRIORITE", horloge.maintenant())));
        assertEquals(
                Optional.of(MotifDePriorite.USURE),
                Optional.ofNullable(
                        comme(agentConnecte(101), a -> a.priorite.lire(un)).motif()));
        faire(
                Utilisateur.SYSTEME,
                a -> a.purges.purger("PRIORITE", horloge.maintenant().plus(Duration.ofDays(90))));
        assertFalse(comme(agentConnecte(101), a -> a.priorite.lire(un)).prioritaire());
    }

    @Test
    void une_personne_qui_a_ete_formee_chez_un_autre_employeur_l_a_ete() {
        SessionInfo s = aSelection(1);
        annuaire.postes.put(4L, Set.of(102L, 201L));
        forme(201);
        inscrire(s, 102);
        inscrire(s, 103);
        assertEquals(List.of(103L, 102L), ordre(vue(s)));
    }
}
