package fr.cnfpt.inscription.places.application;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.PlaceTenue;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.Exemples;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.Preinscrire;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.places.application.Depot.Sort;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.ReponsesGardees;
import fr.cnfpt.outils.rest.application.FaireUneFois;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Le guichet, sur une vraie base : ensemble quand on est plusieurs, sans que l'un paie pour l'autre. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuichetTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final AtomicLong SESSIONS = new AtomicLong(9_000_000);
    private static final ExecutorService FILS = Executors.newCachedThreadPool();

    private static final Map<Long, SessionInfo> OUVERTES = new ConcurrentHashMap<>();

    private final List<Integer> lots = new CopyOnWriteArrayList<>();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final AtomicInteger enAttente = new AtomicInteger();
    private final AtomicInteger auPlusEnAttente = new AtomicInteger();
    private RuntimeException panneAPlusieurs;
    private volatile Runnable avantDeValider = () -> {};

    /** Les sessions et les agents de ces épreuves ; celle d'un autre employeur lui est inconnue. */
    private final LireLesSouhaits lecture = new LireLesSouhaits() {
        @Override
        public List<Lu> lire(List<Souhait> souhaits) {
            List<AgentInfo> connus = GuichetTest.this.annuaire.agents;
            return souhaits.stream()
                    .map(s -> OUVERTES.containsKey(s.session())
                            ? new Lu(
                                    new Places.Demande(
                                            OUVERTES.get(s.session()),
                                            s.agents().stream()
                                                    .map(id -> connus.stream()
                                                            .filter(a -> a.id() == id)
                                                            .findFirst()
                                                            .orElseGet(() -> agent(id)))
                                                    .toList(),
                                            s.par(),
                                            s.quand()),
                                    null)
                            : new Lu(null, Ouverture.sessionInconnue()))
                    .toList();
        }
    };

    /** L'écriture, dans une transaction de la base d'épreuve. */
    private final TenirLeGuichet ecriture = new TenirLeGuichet() {
        @Override
        public List<Sort> servir(List<Depot> depots, boolean attendre) {
            lots.add(depots.size());
            if (attendre) {
                auPlusEnAttente.accumulateAndGet(enAttente.incrementAndGet(), Math::max);
            }
            try {
                return ecrire(depots, attendre);
            } finally {
                enAttente.addAndGet(attendre ? -1 : 0);
            }
        }

        private List<Sort> ecrire(List<Depot> depots, boolean attendre) {
            return PostgresDeTest.dans(EMF, em -> {
                PlacesSql places = new PlacesSql();
                Injection.poser(places, em, PostgresDeTest.jdbi(em));
                ReponsesGardees reponses = Injection.poser(new ReponsesGardees(), PostgresDeTest.jdbi(em));
                TenirLeGuichet vrai = Injection.poser(
                        new TenirLeGuichet(),
                        GuichetTest.this.lecture,
                        places,
                        reponses,
                        annuaire,
                        Horloge.arretee(Exemples.JOUR),
                        Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire));
                List<Sort> sorts = vrai.servir(depots, attendre);
                avantDeValider.run();
                if (panneAPlusieurs != null && depots.size() > 1) {
                    throw panneAPlusieurs;
                }
                return sorts;
            });
        }
    };

    private final Guichet guichet = Injection.poser(new Guichet(), ecriture);

    @AfterAll
    static void fermer() {
        FILS.shutdownNow();
    }

    private static SessionInfo ouverte(Integer capacite) {
        SessionInfo s = session(SESSIONS.incrementAndGet(), capacite);
        PostgresDeTest.dans(EMF, em -> {
            Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em)).ouvrirJauge(s);
            return null;
        });
        OUVERTES.put(s.id(), s);
        return s;
    }

    private static Souhait demande(SessionInfo s, long... agents) {
        return new Souhait(
                rh(),
                s.id(),
                Arrays.stream(agents).boxed().collect(Collectors.toCollection(LinkedHashSet::new)),
                Set.of(),
                MAINTENANT);
    }

    private Placement inscrire(SessionInfo s, long agent) {
        return guichet.deposer(demande(s, agent), p -> p.get(0).placement());
    }

    private static long bulletins(SessionInfo s) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery("select count(*) from inscription.bulletin where session_id = :s")
                        .bind("s", s.id())
                        .mapTo(Long.class)
                        .one());
    }

    /** Une autre instance, ou une annulation, qui tient la jauge de cette session. */
    private static Connection tenir(SessionInfo s) throws SQLException {
        Connection c = POSTGRES.source().getConnection();
        c.setAutoCommit(false);
        try (var i = c.createStatement()) {
            i.execute("select 1 from inscription.jauge where session_id = " + s.id() + " for update");
        }
        return c;
    }

    private static void lacher(Connection c) throws SQLException {
        c.rollback();
        c.close();
    }

    private static void jusqua(BooleanSupplier vrai) {
        long fin = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!vrai.getAsBoolean()) {
            assertTrue(System.nanoTime() < fin, "cela n'arrive pas");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void soixante_quatre_fils_se_disputent_dix_places_et_exactement_dix_les_ont() throws Exception {
        SessionInfo s = ouverte(10);
        List<Future<Placement>> demandes = new ArrayList<>();
        for (long a = 1; a <= 64; a++) {
            long agent = a;
            demandes.add(FILS.submit(() -> inscrire(s, agent)));
        }
        List<Placement> obtenus = new ArrayList<>();
        for (Future<Placement> f : demandes) {
            obtenus.add(f.get());
        }
        assertEquals(10, obtenus.stream().filter(Placement::place).count());
        assertEquals(
                IntStream.rangeClosed(1, 54).boxed().toList(),
                obtenus.stream()
                        .filter(p -> !p.place())
                        .map(Placement::position)
                        .sorted()
                        .toList());
    }

    @Test
    void ceux_qui_attendent_ensemble_partagent_une_transaction() throws Exception {
        SessionInfo s = ouverte(100);
        Connection autre = tenir(s);
        List<Thread> fils = new ArrayList<>();
        List<CompletableFuture<Placement>> obtenus = new ArrayList<>();
        for (long a = 1; a <= 20; a++) {
            long agent = a;
            CompletableFuture<Placement> obtenu = new CompletableFuture<>();
            Thread fil = new Thread(() -> obtenu.complete(inscrire(s, agent)));
            fil.start();
            fils.add(fil);
            obtenus.add(obtenu);
        }
        jusqua(() -> fils.stream()
                        .filter(f -> f.getState() == Thread.State.TIMED_WAITING || f.getState() == Thread.State.WAITING)
                        .count()
                >= 19);
        lacher(autre);
        for (CompletableFuture<Placement> f : obtenus) {
            assertTrue(f.get(20, TimeUnit.SECONDS).place());
        }
        assertEquals(20, bulletins(s));
        assertTrue(lots.size() < 15, "vingt demandes, moins de quinze transactions : " + lots);
    }

    @Test
    void l_agent_deja_inscrit_n_arrete_pas_ceux_de_son_lot() {
        SessionInfo s = ouverte(10);
        inscrire(s, 2);
        List<Sort> sorts = ecriture.servir(
                List.of(depot(demande(s, 1), null), depot(demande(s, 3, 2), null), depot(demande(s, 4), null)), false);
        assertInstanceOf(Inscrit.class, sorts.get(0).reponse());
        assertEquals("deja-inscrit", ((Refus) sorts.get(1).refus()).code());
        assertInstanceOf(Inscrit.class, sorts.get(2).reponse());
        assertEquals(3, bulletins(s), "de la demande refusée, rien : pas même l'agent 3, qui était libre");
    }

    /** Deux gestes en même temps : le second commence quand le premier a écrit et n'a pas encore validé. */
    private List<String> enMemeTemps(Runnable premier, Runnable second) throws Exception {
        CountDownLatch ecrit = new CountDownLatch(1);
        CountDownLatch tente = new CountDownLatch(1);
        ExecutorService fils = Executors.newFixedThreadPool(2);
        try {
            avantDeValider = () -> {
                avantDeValider = () -> {};
                ecrit.countDown();
                try {
                    // Qui attend le premier ne peut pas finir avant lui : on ne l'attend qu'un moment.
                    tente.await(500, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            };
            Future<String> un = fils.submit(() -> issue(premier));
            Future<String> deux = fils.submit(() -> {
                ecrit.await();
                String issue = issue(second);
                tente.countDown();
                return issue;
            });
            return List.of(un.get(), deux.get());
        } finally {
            fils.shutdownNow();
        }
    }

    private static String issue(Runnable geste) {
        try {
            geste.run();
            return "fait";
        } catch (Refus r) {
            return r.code();
        }
    }

    /** L'agent demande lui-même, dans une transaction de la base d'épreuve. */
    private void preinscrire(SessionInfo s, AgentInfo agent) {
        PostgresDeTest.dans(EMF, em -> {
            BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, PostgresDeTest.jdbi(em));
            OffreEnMemoire offre = new OffreEnMemoire();
            offre.sessions.put(s.id(), s);
            UtilisateurCourant courant = new UtilisateurCourant();
            Preinscrire cas = Injection.poser(
                    new Preinscrire(),
                    courant,
                    annuaire,
                    offre,
                    bulletins,
                    Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em)),
                    Horloge.arretee(Exemples.JOUR),
                    new ReglesDuCircuit() {
                        @Override
                        public boolean avisDesAutresEmployeurs(Instant depot) {
                            return true;
                        }
                    },
                    Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire));
            Utilisateur lui = new Utilisateur(
                    4, "agent", "L'agente", Role.AGENT, agent.collectiviteId(), null, agent.id(), "sa collectivité");
            long id = courant.agirComme(lui, () -> cas.executer(s.id()));
            avantDeValider.run();
            return id;
        });
    }

    @Test
    void deux_preinscriptions_d_une_personne_par_deux_postes_en_meme_temps_ne_passent_pas_toutes_deux()
            throws Exception {
        deuxPostes();
        SessionInfo s = ouverte(5);
        assertEquals(
                List.of("fait", "deja-inscrit"),
                enMemeTemps(() -> preinscrire(s, agent(101)), () -> preinscrire(s, agentDeValenciennes(200))));
    }

    @Test
    void deux_employeurs_qui_inscrivent_une_personne_en_meme_temps_ne_lui_donnent_pas_deux_places() throws Exception {
        deuxPostes();
        SessionInfo s = ouverte(5);
        Guichet ailleurs = Injection.poser(new Guichet(), ecriture);
        assertEquals(
                List.of("fait", "deja-inscrit"),
                enMemeTemps(
                        () -> guichet.deposer(demande(s, 101), List::size),
                        () -> ailleurs.deposer(demande(s, 200), List::size)));
    }

    @Test
    void deux_employeurs_dans_le_meme_lot_ne_donnent_pas_deux_places_a_une_personne() {
        deuxPostes();
        SessionInfo s = ouverte(5);
        List<Depot> lot = List.of(depot(demande(s, 101), null), depot(demande(s, 200), null));
        assertThrows(TenirLeGuichet.UnParUn.class, () -> ecriture.servir(lot, false));
        assertEquals(0, bulletins(s), "rien du lot n'est écrit : chacun vient seul");
        assertInstanceOf(
                Inscrit.class, ecriture.servir(lot.subList(0, 1), false).get(0).reponse());
        assertEquals(
                "deja-inscrit",
                ((Refus) ecriture.servir(lot.subList(1, 2), false).get(0).refus()).code());
    }

    @Test
    void ce_qu_on_refuse_a_la_lecture_n_arrete_pas_ceux_qui_attendent_avec() {
        SessionInfo s = ouverte(5);
        SessionInfo inconnue = session(SESSIONS.incrementAndGet(), 5);
        List<Sort> sorts = ecriture.servir(
                List.of(
                        depot(demande(inconnue, 1), null),
                        depot(demande(s, 2), null),
                        depot(demande(inconnue, 3), null)),
                false);
        assertEquals("session-inconnue", ((Refus) sorts.get(0).refus()).code());
        assertInstanceOf(Inscrit.class, sorts.get(1).reponse());
        assertEquals("session-inconnue", ((Refus) sorts.get(2).refus()).code());
        assertEquals(1, bulletins(s));
    }

    private void deuxPostes() {
        annuaire.agents.add(agent(101));
        annuaire.agents.add(agentDeValenciennes(200));
        annuaire.collectivites.add(Exemples.denain(true, true));
        annuaire.collectivites.add(Exemples.valenciennes());
        annuaire.postes.put(999L, Set.of(101L, 200L));
    }

    @Test
    void une_personne_de_deux_employeurs_n_a_pas_deux_places_dans_une_session() {
        SessionInfo s = ouverte(10);
        annuaire.postes.put(1L, Set.of(1L, 200L));
        inscrire(s, 200);
        Refus refus = assertThrows(Refus.class, () -> inscrire(s, 1));
        assertEquals("deja-inscrit", refus.code());
        assertTrue(!refus.getMessage().contains("employeur"), "un employeur n'apprend rien de l'autre");
        assertTrue(inscrire(s, 2).place());
        assertEquals(2, bulletins(s));
    }

    @Test
    void la_cle_qui_a_servi_defait_son_lot_et_seul_l_envoi_rejoue_l_apprend() {
        SessionInfo s = ouverte(10);
        ecriture.servir(List.of(depot(demande(s, 1), "cle-" + s.id())), false);
        Depot rejoue = depot(demande(s, 2), "cle-" + s.id());
        Depot neuf = depot(demande(s, 3), "autre-" + s.id());
        assertThrows(FaireUneFois.DejaFait.class, () -> ecriture.servir(List.of(rejoue, neuf), false));
        assertEquals(1, bulletins(s), "rien du lot");
        assertThrows(FaireUneFois.DejaFait.class, () -> ecriture.servir(List.of(rejoue), false));
        assertInstanceOf(
                Inscrit.class, ecriture.servir(List.of(neuf), false).get(0).reponse());
        assertEquals(2, bulletins(s));
    }

    @Test
    void un_lot_qui_echoue_se_refait_un_par_un() throws Exception {
        SessionInfo s = ouverte(100);
        panneAPlusieurs = new IllegalStateException("panne d'épreuve");
        Connection autre = tenir(s);
        List<Future<Placement>> demandes = new ArrayList<>();
        for (long a = 1; a <= 12; a++) {
            long agent = a;
            demandes.add(FILS.submit(() -> inscrire(s, agent)));
        }
        lacher(autre);
        for (Future<Placement> f : demandes) {
            assertTrue(f.get(20, TimeUnit.SECONDS).place());
        }
        assertEquals(12, bulletins(s));
    }

    @Test
    void un_lot_dont_nul_ne_sait_l_issue_ne_se_refait_pas() throws Exception {
        SessionInfo s = ouverte(100);
        panneAPlusieurs = new TransactionalException("validation", new SystemException());
        Connection autre = tenir(s);
        List<Future<Placement>> demandes = new ArrayList<>();
        for (long a = 1; a <= 12; a++) {
            long agent = a;
            demandes.add(FILS.submit(() -> inscrire(s, agent)));
        }
        lacher(autre);
        long prevenus = 0;
        for (Future<Placement> f : demandes) {
            try {
                f.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertSame(panneAPlusieurs, e.getCause());
                prevenus++;
            }
        }
        assertTrue(prevenus > 1);
        assertEquals(12 - prevenus, bulletins(s));
    }

    @Test
    void une_jauge_tenue_n_arrete_pas_les_autres_sessions() throws Exception {
        SessionInfo tenue = ouverte(10);
        SessionInfo libre = ouverte(10);
        Connection autre = tenir(tenue);
        Future<Placement> attend = FILS.submit(() -> inscrire(tenue, 1));
        jusqua(() -> lots.size() >= 2);
        for (long a = 1; a <= 5; a++) {
            assertTrue(inscrire(libre, a).place());
        }
        assertTrue(!attend.isDone(), "la jauge est encore tenue");
        lacher(autre);
        assertTrue(attend.get(20, TimeUnit.SECONDS).place());
    }

    @Test
    void qui_dort_au_guichet_a_cede_sa_place_et_qui_s_y_sert_seul_la_garde() throws Exception {
        SessionInfo s = ouverte(10);
        AtomicLong cedees = new AtomicLong();
        FILS.submit(() -> {
                    PlaceTenue.prise(cedees::incrementAndGet);
                    inscrire(s, 1);
                    PlaceTenue.rendue();
                })
                .get(20, TimeUnit.SECONDS);
        assertEquals(0, cedees.get());
        Connection autre = tenir(s);
        Future<Placement> tient = FILS.submit(() -> inscrire(s, 2));
        jusqua(() -> lots.size() >= 3);
        Future<?> dort = FILS.submit(() -> {
            PlaceTenue.prise(cedees::incrementAndGet);
            inscrire(s, 3);
            PlaceTenue.rendue();
        });
        jusqua(() -> cedees.get() > 0);
        lacher(autre);
        tient.get(20, TimeUnit.SECONDS);
        dort.get(20, TimeUnit.SECONDS);
        assertEquals(3, bulletins(s));
    }

    @Test
    void six_jauges_tenues_au_plus_prennent_une_connexion_et_toutes_finissent_servies() throws Exception {
        List<SessionInfo> sessions =
                IntStream.range(0, 9).mapToObj(i -> ouverte(10)).toList();
        List<Connection> autres = new ArrayList<>();
        for (SessionInfo s : sessions) {
            autres.add(tenir(s));
        }
        List<Future<Placement>> demandes =
                sessions.stream().map(s -> FILS.submit(() -> inscrire(s, 1))).toList();
        jusqua(() -> enAttente.get() == 6);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        assertEquals(6, auPlusEnAttente.get());
        for (Connection autre : autres) {
            lacher(autre);
        }
        for (Future<Placement> d : demandes) {
            assertTrue(d.get(20, TimeUnit.SECONDS).place());
        }
        assertEquals(6, auPlusEnAttente.get());
    }

    @Test
    void qui_attend_une_jauge_en_vain_l_apprend_et_rien_n_est_ecrit() throws Exception {
        SessionInfo s = ouverte(10);
        Connection autre = tenir(s);
        try {
            Refus refus = assertThrows(Refus.class, () -> inscrire(s, 1));
            assertEquals(Refus.Genre.OCCUPE, refus.genre());
        } finally {
            lacher(autre);
        }
        assertEquals(0, bulletins(s));
        assertTrue(inscrire(s, 1).place(), "revenu dans un instant, il a sa place");
    }

    private static Depot depot(Souhait demande, String cle) {
        return new Depot(
                demande,
                p -> p.get(0),
                Optional.ofNullable(cle).map(c -> new FaireUneFois.Envoi(1, c, "marque", String::valueOf)));
    }
}
