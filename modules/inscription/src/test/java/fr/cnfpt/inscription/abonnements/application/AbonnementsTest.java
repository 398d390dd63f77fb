package fr.cnfpt.inscription.abonnements.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.VALENCIENNES;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.abonnements.adapter.http.FacteurHttp;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.abonnements.persistence.Abonnements;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.circuit.persistence.FluxDesChangements;
import fr.cnfpt.outils.CourriersDeTest;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Un SIRH prévenu : d'un changement validé à l'appel signé, contre un vrai serveur HTTP et PostgreSQL. */
class AbonnementsTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final Instant DEPART = Instant.parse("2026-11-02T08:00:00Z");
    private static final String PRIVES = "iel.abonnements.prives";

    /** Un appel reçu, tel que l'abonné le lit. */
    private record Recu(String id, String instant, String signature, String corps) {}

    private final AtomicReference<Instant> heure = new AtomicReference<>(DEPART);
    private final Horloge horloge = new Horloge(new Clock() {
        @Override
        public ZoneId getZone() {
            return Horloge.PARIS;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return heure.get();
        }
    });
    private final Jdbi jdbi = POSTGRES.jdbi(horloge);
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final PorteesEnMemoire portees = new PorteesEnMemoire(courant);
    private final JournalEnMemoire journal = new JournalEnMemoire();
    private final List<String> courriels = Collections.synchronizedList(new ArrayList<>());
    private final List<Recu> recus = Collections.synchronizedList(new ArrayList<>());
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire() {
        @Override
        public List<String> courrielsDesGestionnaires(long collectiviteId) {
            return List.of("rh@denain.fr");
        }
    };
    private final TenirLesAbonnements tenir = Injection.poser(
            new TenirLesAbonnements(), courant, portees, Injection.poser(new Abonnements(), jdbi), journal, horloge);

    private long intenable;
    private volatile int reponse = 204;
    private volatile Runnable avant = () -> {};
    private HttpServer serveur;

    @BeforeEach
    void ouvrir() throws IOException {
        System.setProperty(PRIVES, "true");
        jdbi.useHandle(h -> {
            h.execute("alter table inscription.changement disable trigger all");
            h.execute("truncate inscription.abonnement, inscription.jauge, inscription.changement cascade");
            h.execute("alter table inscription.changement enable trigger all");
            h.execute(
                    "insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut) values (1, 9, 1, 7, '2026-05-01')");
            for (long[] b : new long[][] {{1, DENAIN}, {2, DENAIN}, {3, VALENCIENNES}}) {
                h.execute(
                        "insert into inscription.bulletin (id, session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, depose_le)"
                                + " overriding system value values (?, 1, 1, 7, ?, ?, '2026-05-01', '2026-05-02', 'PREINSCRIPTION', now())",
                        b[0],
                        b[0],
                        b[1]);
            }
        });
        serveur = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        serveur.setExecutor(Executors.newCachedThreadPool());
        serveur.createContext("/", e -> {
            avant.run();
            recus.add(new Recu(
                    e.getRequestHeaders().getFirst("webhook-id"),
                    e.getRequestHeaders().getFirst("webhook-timestamp"),
                    e.getRequestHeaders().getFirst("webhook-signature"),
                    new String(e.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (reponse == 302) {
                e.getResponseHeaders().set("Location", "/ailleurs");
            }
            e.sendResponseHeaders(reponse, -1);
            e.close();
        });
        serveur.start();
    }

    @AfterEach
    void fermer() {
        serveur.stop(0);
        System.clearProperty(PRIVES);
    }

    private Abonnement declarer(Etat... etats) {
        return courant.agirComme(
                rh(),
                () -> tenir.declarer(
                        "http://127.0.0.1:" + serveur.getAddress().getPort() + "/iel?a=b", List.of(etats)));
    }

    private void changer(long bulletin, Etat etat) {
        jdbi.useHandle(h -> h.execute(
                "insert into inscription.changement (bulletin_id, quand, etat, texte, motif, par_compte, par_nom, par_role) values (?, ?, ?, 'Un pas', 'Un motif', 1, 'Camille RH', 'GESTIONNAIRE_RH')",
                bulletin,
                heure.get().atOffset(java.time.ZoneOffset.UTC),
                etat.name()));
    }

    private boolean deposerEnTransaction(long id) {
        return jdbi.inTransaction(h -> {
            Jdbi mienne = Sql.configurer(Jdbi.create(h.getConnection()), horloge);
            return Injection.poser(
                            new AnnoncerLesChangements(),
                            courant,
                            portees,
                            Injection.poser(new FluxDesChangements(), mienne),
                            Injection.poser(new Abonnements(), mienne),
                            horloge)
                    .deposer(id);
        });
    }

    /** Un passage de la tâche sur une instance : chaque cas d'usage dans sa transaction, l'appel dans aucune. */
    private void passer() {
        LivrerLesAnnonces tache = Injection.poser(new LivrerLesAnnonces(), horloge, new FacteurHttp());
        Injection.poser(tache, new AnnoncerLesChangements() {
            @Override
            public boolean deposer(long id) {
                if (id == intenable) {
                    throw new IllegalStateException("La base a refusé.");
                }
                return deposerEnTransaction(id);
            }
        });
        Injection.poser(tache, tour(Injection.poser(new Abonnements(), jdbi)));
        tache.executer();
    }

    private TenirUnTour tour(Abonnements table) {
        return Injection.poser(
                new TenirUnTour(),
                table,
                annuaire,
                horloge,
                new CourriersDeTest((a, objet, texte) -> courriels.add(a + "\n" + texte)));
    }

    private void plusTard(Duration d) {
        heure.updateAndGet(i -> i.plus(d));
    }

    private Abonnement relire(Abonnement a) {
        return courant.agirComme(rh(), () -> tenir.lire(a.id()));
    }

    private List<Livraison> livraisons(Abonnement a) {
        return courant.agirComme(rh(), () -> tenir.livraisons(a.id(), null, 100));
    }

    private List<String> types() {
        return recus.stream()
                .map(r -> r.corps().replaceAll(".*\"type\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    /** Comme le ferait l'abonné, sans rien de notre code. */
    private static String attendue(String secret, Recu r) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(mac.doFinal(
                                (r.id() + "." + r.instant() + "." + r.corps()).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void un_changement_valide_est_appele_une_fois_signe_sans_nom_ni_motif() throws Exception {
        changer(1, Etat.PREINSCRIPTION);
        plusTard(Duration.ofMinutes(1));
        Abonnement a = declarer(Etat.ACCEPTEE, Etat.ANNULEE);
        plusTard(Duration.ofMinutes(1));
        changer(1, Etat.ACCEPTEE);
        changer(1, Etat.CONVOQUEE);
        changer(3, Etat.ACCEPTEE);
        changer(2, Etat.ANNULEE);
        passer();
        passer();
        assertEquals(List.of("bulletin.acceptee", "bulletin.annulee"), types());
        Recu r = recus.get(0);
        assertEquals(attendue(a.secret(), r), r.signature());
        assertEquals(heure.get().getEpochSecond(), Long.parseLong(r.instant()));
        assertEquals(
                "{\"type\":\"bulletin.acceptee\",\"timestamp\":\"" + heure.get()
                        + "\",\"data\":{\"bulletin\":1,\"session\":1,\"etat\":\"ACCEPTEE\",\"lien\":\"http://localhost:8080/api/v1/bulletins/1\"}}",
                r.corps());
        assertTrue(livraisons(a).stream().allMatch(Livraison::estLivree));
        assertEquals(
                recus.stream().map(Recu::id).sorted().toList(),
                livraisons(a).stream().map(l -> l.cle().toString()).sorted().toList());
    }

    @Test
    void un_abonne_qui_echoue_est_repris_de_plus_en_plus_tard_sous_la_meme_cle_et_dans_l_ordre() {
        Abonnement a = declarer(Etat.ACCEPTEE, Etat.ANNULEE);
        changer(1, Etat.ACCEPTEE);
        changer(2, Etat.ANNULEE);
        reponse = 500;
        passer();
        assertEquals(1, recus.size(), "la seconde n'est pas tentée : l'ordre se garde");
        assertEquals("L'abonné répond 500, on attend 2xx.", livraisons(a).get(1).erreur());
        plusTard(Duration.ofSeconds(29));
        passer();
        assertEquals(1, recus.size());
        plusTard(Duration.ofSeconds(1));
        passer();
        assertEquals(2, recus.size());
        plusTard(Duration.ofSeconds(59));
        passer();
        assertEquals(2, recus.size(), "une minute après le deuxième échec");
        reponse = 200;
        plusTard(Duration.ofSeconds(1));
        passer();
        assertEquals(
                List.of("bulletin.acceptee", "bulletin.acceptee", "bulletin.acceptee", "bulletin.annulee"), types());
        assertEquals(1, recus.subList(0, 3).stream().map(Recu::id).distinct().count());
        assertEquals(0, relire(a).echecs());
    }

    @Test
    void trop_d_echecs_de_suite_l_arretent_la_rh_l_apprend_et_rien_n_est_perdu_a_la_reprise() {
        Abonnement a = declarer(Etat.ACCEPTEE, Etat.ANNULEE);
        changer(1, Etat.ACCEPTEE);
        reponse = 503;
        for (int i = 0; i < 40; i++) {
            passer();
            plusTard(Duration.ofHours(6));
        }
        assertEquals(Abonnement.ECHECS, recus.size());
        assertFalse(relire(a).estActif());
        assertEquals(1, courriels.size());
        assertTrue(
                courriels.get(0).startsWith("rh@denain.fr")
                        && courriels.get(0).contains("L'abonné répond 503")
                        && courriels.get(0).contains("/inscription/abonnement.xhtml?id=" + a.id()),
                courriels.get(0));
        changer(2, Etat.ANNULEE);
        passer();
        reponse = 200;
        recus.clear();
        courant.agirComme(rh(), () -> tenir.reprendre(a.id()));
        passer();
        assertEquals(List.of("bulletin.acceptee", "bulletin.annulee"), types());
    }

    @Test
    void qui_repond_410_n_est_plus_appele() {
        Abonnement a = declarer(Etat.ACCEPTEE);
        changer(1, Etat.ACCEPTEE);
        reponse = 410;
        passer();
        assertFalse(relire(a).estActif());
        assertEquals(1, courriels.size());
    }

    @Test
    void une_redirection_n_est_pas_suivie() {
        Abonnement a = declarer(Etat.ACCEPTEE);
        changer(1, Etat.ACCEPTEE);
        reponse = 302;
        passer();
        assertEquals(1, recus.size());
        assertEquals("L'abonné répond 302, on attend 2xx.", livraisons(a).get(0).erreur());
    }

    @Test
    void qui_ne_repond_pas_est_laisse_au_bout_du_delai() throws IOException {
        try (ServerSocket muet = new ServerSocket(0)) {
            Abonnement a = courant.agirComme(
                    rh(),
                    () -> tenir.declarer("http://127.0.0.1:" + muet.getLocalPort() + "/", List.of(Etat.ACCEPTEE)));
            changer(1, Etat.ACCEPTEE);
            long debut = System.nanoTime();
            passer();
            long duree = Duration.ofNanos(System.nanoTime() - debut).toSeconds();
            assertTrue(duree >= 9 && duree < 15, "secondes : " + duree);
            assertEquals("Pas de réponse en 10 secondes.", livraisons(a).get(0).erreur());
        }
    }

    @Test
    void une_machine_interne_n_est_jamais_appelee_sans_le_reglage_de_l_operateur() {
        Abonnement a = declarer(Etat.ACCEPTEE);
        changer(1, Etat.ACCEPTEE);
        System.clearProperty(PRIVES);
        passer();
        assertEquals(List.of(), recus);
        assertTrue(livraisons(a).get(0).erreur().contains("réseau interne"));
        assertEquals(
                "adresse-invalide",
                assertThrows(Refus.class, () -> declarer(Etat.ACCEPTEE)).code());
    }

    @Test
    void huit_instances_a_la_fois_ne_deposent_ni_ne_livrent_deux_fois() throws Exception {
        Abonnement a = declarer(Etat.ACCEPTEE);
        for (int i = 0; i < 30; i++) {
            changer(1 + i % 2, Etat.ACCEPTEE);
        }
        ExecutorService fils = Executors.newFixedThreadPool(8);
        List<Callable<Void>> passages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            passages.add(() -> {
                for (int n = 0; n < 5; n++) {
                    passer();
                }
                return null;
            });
        }
        for (Future<Void> f : fils.invokeAll(passages)) {
            f.get();
        }
        fils.shutdown();
        passer();
        assertEquals(30, recus.size());
        assertEquals(30, recus.stream().map(Recu::id).distinct().count());
        assertEquals(30, livraisons(a).size());
    }

    @Test
    void coupee_apres_l_appel_et_avant_sa_note_elle_repart_sous_la_meme_cle_a_la_fin_du_bail() {
        declarer(Etat.ACCEPTEE);
        changer(1, Etat.ACCEPTEE);
        avant = () -> {
            throw new IllegalStateException("coupée");
        };
        Abonnements table = Injection.poser(new Abonnements(), jdbi);
        passer();
        recus.clear();
        avant = () -> {};
        plusTard(Duration.ofSeconds(30));
        // Une instance prend, appelle, et meurt.
        Abonnement pris = table.prendre(heure.get(), LivrerLesAnnonces.BAIL).orElseThrow();
        try {
            new FacteurHttp().porter(pris, table.aLivrer(pris.id(), 1).get(0), heure.get());
        } catch (fr.cnfpt.inscription.abonnements.port.Facteur.NonLivreeException e) {
            throw new AssertionError(e);
        }
        passer();
        assertEquals(1, recus.size(), "le bail court");
        plusTard(LivrerLesAnnonces.BAIL);
        passer();
        assertEquals(2, recus.size());
        assertEquals(1, recus.stream().map(Recu::id).distinct().count());
    }

    @Test
    void un_essai_part_et_une_livraison_se_rejoue_sous_sa_cle() {
        Abonnement a = declarer(Etat.ACCEPTEE);
        courant.agirComme(rh(), () -> tenir.essayer(a.id()));
        passer();
        assertEquals(List.of("essai"), types());
        courant.agirComme(rh(), () -> tenir.rejouer(a.id(), livraisons(a).get(0).id()));
        passer();
        assertEquals(2, recus.size());
        assertEquals(recus.get(0).id(), recus.get(1).id());
        assertEquals(
                "livraison-inconnue",
                assertThrows(Refus.class, () -> courant.agirComme(rh(), () -> tenir.rejouer(a.id(), -1)))
                        .code());
        plusTard(TenirUnTour.GARDE.plusDays(1));
        passer();
        assertEquals(List.of(), livraisons(a), "livrée depuis plus d'un mois");
    }

    @Test
    void ce_qui_tombe_pour_une_adresse_n_arrete_pas_les_autres_et_se_dit() {
        intenable = declarer(Etat.ACCEPTEE).id();
        declarer(Etat.ACCEPTEE);
        plusTard(Duration.ofMinutes(1));
        changer(1, Etat.ACCEPTEE);
        assertThrows(IllegalStateException.class, this::passer);
        assertEquals(List.of("bulletin.acceptee"), types());
        intenable = 0;
        passer();
        assertEquals(List.of("bulletin.acceptee", "bulletin.acceptee"), types());
    }

    /** La base refuserait l'un des deux : la tâche tomberait, ou qui ôte son adresse recevrait une erreur. */
    @Test
    void qui_ote_une_adresse_pendant_qu_on_y_note_un_echec_ou_la_rejoue_ne_la_bloque_pas() throws Exception {
        for (boolean echec : new boolean[] {true, false}) {
            Abonnement a = declarer(Etat.ACCEPTEE);
            courant.agirComme(rh(), () -> tenir.essayer(a.id()));
            reponse = 500;
            passer();
            plusTard(Duration.ofHours(1));
            Abonnement pris = Injection.poser(new Abonnements(), jdbi)
                    .prendre(heure.get(), LivrerLesAnnonces.BAIL)
                    .orElseThrow();
            Livraison l = livraisons(a).get(0);
            ExecutorService autre = Executors.newSingleThreadExecutor();
            try (Handle ote = jdbi.open()) {
                ote.begin();
                ote.execute("select id from inscription.abonnement where id = ? for update", a.id());
                Future<?> ecrit = autre.submit(() -> jdbi.useTransaction(h -> {
                    Abonnements table =
                            Injection.poser(new Abonnements(), Sql.configurer(Jdbi.create(h.getConnection()), horloge));
                    if (echec) {
                        tour(table).noterEchec(pris, 1, l, "Encore.", false);
                    } else {
                        table.rejouer(a.id(), l.id(), heure.get());
                    }
                }));
                while (ote.createQuery(
                                        "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                                .mapTo(Long.class)
                                .one()
                        == 0) {
                    assertFalse(ecrit.isDone(), "rien ne l'a fait attendre");
                    Thread.onSpinWait();
                }
                ote.execute("delete from inscription.abonnement where id = ?", a.id());
                ote.commit();
                ecrit.get();
            } finally {
                autre.shutdown();
            }
            assertEquals(List.of(), courant.agirComme(rh(), tenir::lister));
        }
    }

    @Test
    void nul_ne_voit_ni_n_arrete_celui_d_un_autre_et_cinq_suffisent() {
        Abonnement a = declarer(Etat.ACCEPTEE);
        for (Runnable acte : List.<Runnable>of(
                () -> tenir.lire(a.id()),
                () -> tenir.essayer(a.id()),
                () -> tenir.arreter(a.id()),
                () -> tenir.oter(a.id()),
                () -> tenir.livraisons(a.id(), null, 1))) {
            assertEquals(
                    "abonnement-inconnu",
                    assertThrows(Refus.class, () -> courant.agirComme(rhDeValenciennes(), acte))
                            .code());
        }
        assertEquals(List.of(), courant.agirComme(rhDeValenciennes(), tenir::lister));
        for (int i = 1; i < Abonnement.MAXIMUM; i++) {
            declarer(Etat.ACCEPTEE);
        }
        assertEquals(
                "trop-d-abonnements",
                assertThrows(Refus.class, () -> declarer(Etat.ACCEPTEE)).code());
        assertEquals("liste-vide", assertThrows(Refus.class, this::declarer).code());
    }
}
