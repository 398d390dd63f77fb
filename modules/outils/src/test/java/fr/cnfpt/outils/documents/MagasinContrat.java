package fr.cnfpt.outils.documents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.documents.application.BalayerLesDocuments;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.application.ReserverUnDocument;
import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.documents.persistence.FichesDeDocuments;
import fr.cnfpt.outils.documents.port.Magasin;
import fr.cnfpt.outils.persistence.Sql;
import jakarta.enterprise.inject.Instance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ce que tout magasin tient, base ou seau : la porte des documents est la même. */
abstract class MagasinContrat {

    protected static final Jdbi JDBI = PostgresDeTest.avec().jdbi();

    /** Un autre : le même rendrait, sur le même fil, la connexion de la transaction en cours. */
    private static final Jdbi A_PART = PostgresDeTest.avec().jdbi();

    private static final Proprietaire DENAIN = Proprietaire.collectivite(1);
    private static final Utilisateur RH =
            new Utilisateur(7, "rh", "RH", Role.GESTIONNAIRE_RH, 1L, null, null, "Denain");

    @TempDir
    Path dossier;

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private Instant maintenant = Instant.parse("2026-11-23T09:00:00Z");

    /** Un magasin neuf sur cette transaction. */
    abstract Magasin magasin(Jdbi jdbi);

    /** Combien de contenus il y reste. */
    abstract long contenus();

    @BeforeEach
    void choisir() {
        JDBI.useHandle(h -> h.execute("delete from outils.document; delete from outils.espace"));
        System.setProperty("iel.documents.magasin", magasin(JDBI).code());
    }

    @AfterEach
    void oublier() {
        System.clearProperty("iel.documents.magasin");
    }

    /** La réserve écrit à côté, comme dans le serveur où elle ouvre sa transaction. */
    private Documents porte(Jdbi dedans, Magasin magasin) {
        Object magasins = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (p, m, a) -> List.of(magasin).iterator());
        return Injection.poser(
                new Documents(),
                aPart(),
                Injection.poser(new FichesDeDocuments(), dedans),
                magasins,
                courant,
                horloge());
    }

    private static ReserverUnDocument aPart() {
        return new ReserverUnDocument() {
            @Override
            public void reserver(Document d, Long compte) {
                A_PART.useTransaction(h -> Injection.poser(
                                new ReserverUnDocument(),
                                Injection.poser(
                                        new FichesDeDocuments(), Sql.configurer(Jdbi.create(h.getConnection()))))
                        .reserver(d, compte));
            }
        };
    }

    private Horloge horloge() {
        return new Horloge(Clock.fixed(maintenant, Horloge.PARIS));
    }

    private <T> T dans(Function<Documents, T> geste) {
        return courant.agirComme(
                RH,
                () -> JDBI.inTransaction(h -> {
                    Jdbi dedans = Sql.configurer(Jdbi.create(h.getConnection()));
                    return geste.apply(porte(dedans, magasin(dedans)));
                }));
    }

    private void balayer() {
        Injection.poser(
                        new BalayerLesDocuments(),
                        Injection.poser(new FichesDeDocuments(), JDBI),
                        porte(JDBI, magasin(JDBI)),
                        horloge())
                .executer();
    }

    private Path fichier(byte[] contenu) {
        try {
            return Files.write(Files.createTempFile(dossier, "depot", ".tmp"), contenu);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UUID deposer(byte[] contenu, String nom) {
        return dans(d -> d.deposer(fichier(contenu), nom, DENAIN, "IMPORT"));
    }

    private byte[] contenu(UUID id) {
        return dans(d -> {
            try (Documents.Ouvert o = d.ouvrir(id, DENAIN)) {
                ByteArrayOutputStream lu = new ByteArrayOutputStream();
                o.copierVers(lu);
                return lu.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] octets(int combien) {
        byte[] b = new byte[combien];
        new Random(combien).nextBytes(b);
        return b;
    }

    private static long nombre(String sql, Object... v) {
        return JDBI.withHandle(h -> h.select(sql, v).mapTo(Long.class).one());
    }

    private static String refus(Runnable geste) {
        return assertThrows(Refus.class, geste::run).code();
    }

    @Test
    void ce_qu_on_depose_se_relit_a_l_octet_pres() {
        for (int taille : new int[] {1, 1 << 20, (1 << 20) + 1, 3_500_000}) {
            byte[] b = octets(taille);
            assertArrayEquals(b, contenu(deposer(b, "x.bin")), () -> taille + " octets");
        }
        assertEquals(4, contenus());
    }

    @Test
    void nul_autre_que_son_proprietaire_ne_l_ouvre() {
        UUID id = deposer(octets(10), "x.bin");
        for (Proprietaire autre :
                List.of(Proprietaire.collectivite(2), Proprietaire.structure(1), Proprietaire.SIEGE)) {
            assertEquals("document-inconnu", refus(() -> dans(d -> d.ouvrir(id, autre))));
        }
        assertEquals("document-inconnu", refus(() -> dans(d -> d.ouvrir(UUID.randomUUID(), DENAIN))));
    }

    @Test
    void son_type_est_ce_qu_il_contient_et_son_nom_est_nettoye() {
        UUID id = deposer("%PDF-1.7\n".getBytes(StandardCharsets.UTF_8), "C:\\paie\\..\\agents\"\u202e\n.xlsx");
        Document d = dans(x -> x.ouvrir(id, DENAIN)).fiche();
        assertEquals("application/pdf", d.type());
        assertEquals("agents.xlsx", d.nom());
        assertEquals(9, d.taille());
    }

    @Test
    void un_fichier_vide_ou_trop_grand_est_refuse_sans_rien_laisser() throws IOException {
        assertEquals("fichier-trop-grand", refus(() -> deposer(new byte[0], "x")));
        Path grand = fichier(new byte[1]);
        try (var f = new java.io.RandomAccessFile(grand.toFile(), "rw")) {
            f.setLength(Document.TAILLE_MAXIMALE + 1);
        }
        assertEquals("fichier-trop-grand", refus(() -> dans(d -> d.deposer(grand, "x", DENAIN, "IMPORT"))));
        assertEquals(0, nombre("select count(*) from outils.document"));
    }

    @Test
    void un_acte_annule_n_a_rien_depose_et_sa_place_est_rendue() {
        assertThrows(
                IllegalStateException.class,
                () -> dans(d -> {
                    d.deposer(fichier(octets(1_000)), "x", DENAIN, "IMPORT");
                    throw new IllegalStateException("l'acte échoue");
                }));
        assertEquals(1_000, nombre("select octets from outils.espace"), "réservée");
        balayer();
        assertEquals(1, nombre("select count(*) from outils.document"), "peut-être encore en cours");
        maintenant = maintenant.plus(BalayerLesDocuments.DEPOT).plusSeconds(1);
        balayer();
        assertEquals(0, nombre("select count(*) from outils.document"));
        assertEquals(0, nombre("select octets from outils.espace"));
        assertEquals(0, contenus());
    }

    @Test
    void un_magasin_qui_ne_repond_pas_fait_patienter_ne_laisse_rien_d_ouvert_et_se_retablit() {
        Magasin muet = new Magasin() {
            @Override
            public String code() {
                return magasin(JDBI).code();
            }

            @Override
            public void ecrire(UUID id, Path contenu) throws IOException {
                throw new IOException("muet");
            }

            @Override
            public InputStream lire(UUID id) throws IOException {
                throw new IOException("muet");
            }

            @Override
            public void oter(UUID id) throws IOException {
                throw new IOException("muet");
            }
        };
        Refus occupe = assertThrows(
                Refus.class,
                () -> courant.agirComme(
                        RH, () -> porte(JDBI, muet).deposer(fichier(octets(9)), "x", DENAIN, "IMPORT")));
        assertEquals(Refus.Genre.OCCUPE, occupe.genre());
        UUID id = JDBI.withHandle(h ->
                h.select("select id from outils.document").mapTo(UUID.class).one());
        assertEquals("document-inconnu", refus(() -> dans(d -> d.ouvrir(id, DENAIN))));

        UUID revenu = deposer(octets(9), "x");
        assertEquals(
                "documents-indisponibles",
                refus(() -> courant.agirComme(RH, () -> porte(JDBI, muet).ouvrir(revenu, DENAIN))));
        assertArrayEquals(octets(9), contenu(revenu));
    }

    @Test
    void une_fois_ote_il_ne_s_ouvre_plus_et_son_contenu_part() {
        UUID id = deposer(octets(2_000_000), "Ana Petit.csv");
        dans(d -> {
            d.oter(id);
            return null;
        });
        assertEquals("document-inconnu", refus(() -> dans(d -> d.ouvrir(id, DENAIN))));
        assertEquals(0, nombre("select count(*) from outils.document where nom like '%Petit%'"));
        balayer();
        balayer();
        assertEquals(0, contenus());
        assertEquals(0, nombre("select octets from outils.espace"));
    }

    @Test
    void un_depot_cru_abandonne_ne_peut_plus_se_confirmer() {
        courant.agirComme(RH, () -> {
            Magasin lent = new Magasin() {
                private final Magasin vrai = magasin(JDBI);

                @Override
                public String code() {
                    return vrai.code();
                }

                @Override
                public void ecrire(UUID id, Path contenu) throws IOException {
                    maintenant = maintenant.plus(BalayerLesDocuments.DEPOT).plusSeconds(1);
                    balayer();
                }

                @Override
                public InputStream lire(UUID id) throws IOException {
                    return vrai.lire(id);
                }

                @Override
                public void oter(UUID id) throws IOException {
                    vrai.oter(id);
                }
            };
            assertThrows(
                    IllegalStateException.class,
                    () -> porte(JDBI, lent).deposer(fichier(octets(9)), "x", DENAIN, "IMPORT"));
        });
        assertEquals(0, nombre("select count(*) from outils.document"));
    }

    @Test
    void deux_depots_a_la_fois_ne_passent_pas_ensemble_un_quota_qui_n_en_admet_qu_un() throws Exception {
        JDBI.useHandle(
                h -> h.execute("insert into outils.espace (proprietaire, quota) values ('collectivite 1', 1500)"));
        CyclicBarrier ensemble = new CyclicBarrier(2);
        ExecutorService deux = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> depot = () -> {
                Path f = fichier(octets(1_000));
                ensemble.await(10, TimeUnit.SECONDS);
                try {
                    dans(d -> d.deposer(f, "x", DENAIN, "IMPORT"));
                    return true;
                } catch (Refus r) {
                    assertEquals("espace-plein", r.code());
                    return false;
                }
            };
            List<Future<Boolean>> sorts =
                    IntStream.range(0, 2).mapToObj(i -> deux.submit(depot)).toList();
            boolean premier = sorts.get(0).get(30, TimeUnit.SECONDS);
            boolean second = sorts.get(1).get(30, TimeUnit.SECONDS);
            assertTrue(premier ^ second, "un seul passe");
        } finally {
            deux.shutdownNow();
        }
        assertEquals(1_000, nombre("select octets from outils.espace"));
    }

    @Test
    void un_depot_qui_attendrait_sa_propre_transaction_est_refuse() {
        UUID id = deposer(octets(10), "x");
        String code = refus(() -> JDBI.useTransaction(h -> {
            h.execute("update outils.espace set quota = quota");
            Jdbi dedans = Sql.configurer(Jdbi.create(h.getConnection()));
            courant.agirComme(
                    RH, () -> porte(dedans, magasin(dedans)).deposer(fichier(octets(10)), "y", DENAIN, "IMPORT"));
        }));
        assertEquals("espace-occupe", code);
        assertArrayEquals(octets(10), contenu(id));
    }

    @Test
    void un_contenu_altere_ne_se_lit_pas_jusqu_au_bout() {
        UUID id = deposer(octets(100), "x");
        JDBI.useHandle(h -> h.execute("alter table outils.document disable trigger tg_document_intouchable; "
                + "update outils.document set sha256 = repeat('0', 64); "
                + "alter table outils.document enable trigger tg_document_intouchable"));
        assertTrue(assertThrows(UncheckedIOException.class, () -> contenu(id))
                .getMessage()
                .contains("n'est plus celui qui fut déposé"));
        assertFalse(nombre("select count(*) from outils.document") == 0);
    }
}
