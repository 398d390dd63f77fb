package fr.cnfpt.outils.regles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.persistence.Regles;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Les règles datées, sur PostgreSQL : une à la fois, une suite sans trou, un passé que personne ne récrit. */
class ReglesTest {

    private static final LocalDate AUJOURDHUI = new Horloge().aujourdhui();
    private static final LocalDate DEMAIN = AUJOURDHUI.plusDays(1);
    private static final LocalDate EN_2018 = LocalDate.of(2018, 1, 1);

    private static final PostgresDeTest BASE = PostgresDeTest.neuve();
    private static final Jdbi JDBI = BASE.jdbi();

    private final Regles regles = Injection.poser(new Regles(), JDBI);

    @BeforeEach
    void une_regle_depuis_2018() {
        // Le passé se défend même ici : il faut taire ses déclencheurs pour repartir de rien.
        JDBI.useTransaction(h -> h.execute("set local session_replication_role = replica; delete from outils.regle"));
        poser("", 60, EN_2018);
    }

    private void poser(String pour, int jours, LocalDate du) {
        regles.poser(projet(pour, jours, du), "Le siège");
    }

    private static ProjetDeRegle projet(String pour, int jours, LocalDate du) {
        return new ProjetDeRegle(
                "essai", "DELAI", pour, Unite.JOURS, BigDecimal.valueOf(jours), du, jours + " jours.", "Décret");
    }

    private int le(LocalDate jour) {
        return regles.le("essai", "DELAI", jour).entier();
    }

    private List<String> histoire() {
        return regles.histoire("essai", "DELAI", "").stream()
                .map(v -> v.version() + " : " + v.entier() + " " + v.du() + " " + v.au())
                .toList();
    }

    @Test
    void une_version_preparee_ferme_celle_qui_court_le_jour_ou_elle_commence() {
        poser("", 30, DEMAIN);
        assertEquals(List.of("2 : 30 " + DEMAIN + " null", "1 : 60 2018-01-01 " + DEMAIN), histoire());
    }

    @Test
    void le_premier_jour_compte_et_le_dernier_est_la_veille_de_la_suivante() {
        poser("", 30, DEMAIN);
        assertEquals(60, le(EN_2018));
        assertEquals(60, le(AUJOURDHUI));
        assertEquals(30, le(DEMAIN));
        assertThrows(IllegalStateException.class, () -> le(EN_2018.minusDays(1)));
    }

    @Test
    void une_version_retiree_laisse_courir_celle_d_avant() {
        poser("", 30, DEMAIN);
        VersionDeRegle aVenir = regles.histoire("essai", "DELAI", "").get(0);
        assertTrue(regles.retirer(aVenir.id()));
        assertFalse(regles.retirer(aVenir.id()));
        assertEquals(List.of("1 : 60 2018-01-01 null"), histoire());
    }

    @Test
    void une_precision_ne_touche_pas_la_commune_et_se_lit_avec_elle() {
        poser("CAN", 12, DEMAIN);
        assertEquals(List.of(" 60"), instantane(AUJOURDHUI));
        assertEquals(List.of(" 60", "CAN 12"), instantane(DEMAIN));
        assertEquals(60, le(DEMAIN));
    }

    private List<String> instantane(LocalDate jour) {
        return regles.le("essai", jour).stream()
                .map(v -> v.pour() + " " + v.entier())
                .toList();
    }

    @Test
    void qui_a_prepare_et_quand_sont_gardes() {
        VersionDeRegle v = regles.le("essai", "DELAI", AUJOURDHUI);
        assertEquals("Le siège", v.prepareePar());
        assertEquals(AUJOURDHUI, v.prepareeLe().atZoneSameInstant(Horloge.PARIS).toLocalDate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update outils.regle set valeur = 30",
                "update outils.regle set texte = 'Autre chose.'",
                "update outils.regle set source = 'Autre chose'",
                "update outils.regle set du = '2019-01-01'",
                "update outils.regle set code = 'AUTRE'",
                "update outils.regle set au = '2020-01-01'",
                "update outils.regle set au = outils.jour(now())",
                "update outils.regle set preparee_par = 'Personne'",
                "delete from outils.regle",
                "truncate outils.regle",
                "insert into outils.regle (famille, code, unite, valeur, du, au, texte, source) values ('essai', 'DELAI', 'JOURS', 1, '2010-01-01', '2018-01-01', 'x', 'x')",
                "insert into outils.regle (famille, code, pour, unite, valeur, du, texte, source) values ('essai', 'DELAI', 'CAN', 'JOURS', 1, '2019-01-01', 'x', 'x')",
                "insert into outils.regle (famille, code, unite, valeur, du, texte, source) values ('essai', 'DELAI', 'JOURS', 1, outils.jour(now()), 'x', 'x')"
            })
    void nul_ne_recrit_ce_qui_a_valu_meme_par_sql(String sql) {
        String message = assertThrows(Exception.class, () -> JDBI.useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(message.contains("ne se récrit pas") || message.contains("ne s'efface pas"), message);
        assertEquals(List.of("1 : 60 2018-01-01 null"), histoire());
    }

    @Test
    void une_regle_se_ferme_a_partir_de_demain_et_se_rouvre_tant_que_ce_jour_n_est_pas_venu() {
        JDBI.useHandle(h -> h.createUpdate("update outils.regle set au = :d")
                .bind("d", DEMAIN)
                .execute());
        assertThrows(IllegalStateException.class, () -> le(DEMAIN));
        JDBI.useHandle(h -> h.execute("update outils.regle set au = null"));
        assertEquals(60, le(DEMAIN));
    }

    @Test
    void la_base_refuse_deux_versions_pour_un_meme_jour() {
        poser("", 30, DEMAIN.plusDays(9));
        Refus refus = assertThrows(Refus.class, () -> poser("", 20, DEMAIN));
        assertEquals("regle-deja-preparee", refus.code());
        assertEquals(2, histoire().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'JOURS', 1.5 | ck_regle_valeur_entiere_si_elle_compte",
                "'NOMBRE', null | ck_regle_sans_limite_pour_une_duree",
                "'PRINCIPE', 1 | ck_regle_principe_sans_valeur",
                "'JOURS', -1 | ck_regle_valeur_positive",
                "'ANS', 1 | ck_regle_unite"
            })
    void une_valeur_a_son_type(String essai) {
        String[] x = essai.split(" \\| ");
        String message = assertThrows(
                        Exception.class,
                        () -> JDBI.useHandle(h -> h.execute(
                                "insert into outils.regle (famille, code, unite, valeur, du, texte, source) values ('essai', 'AUTRE', "
                                        + x[0] + ", '2018-01-01', 'x', 'x')")))
                .getMessage();
        assertTrue(message.contains(x[1]), message);
    }

    @Test
    void deux_preparations_en_meme_temps_la_seconde_est_refusee_en_francais() throws Exception {
        for (int jours : List.of(0, 5)) {
            une_regle_depuis_2018();
            ExecutorService fils = Executors.newSingleThreadExecutor();
            CountDownLatch partie = new CountDownLatch(1);
            try (Handle premiere = JDBI.open()) {
                premiere.begin();
                Injection.poser(new Regles(), Sql.configurer(Jdbi.create(premiere.getConnection())))
                        .poser(projet("", 30, DEMAIN), "Une", 2);
                Future<Refus> seconde = fils.submit(() -> {
                    partie.countDown();
                    return assertThrows(
                            Refus.class, () -> regles.poser(projet("", 20, DEMAIN.plusDays(jours)), "L'autre", 2));
                });
                partie.await();
                attendreQuUneAttende();
                assertFalse(seconde.isDone(), "elle attend la première");
                premiere.commit();
                Refus refus = seconde.get();
                assertEquals("regle-deja-preparee", refus.code());
                assertTrue(refus.getMessage().startsWith("Quelqu'un vient de préparer"), refus.getMessage());
            } finally {
                fils.shutdownNow();
            }
            assertEquals(List.of("2 : 30 " + DEMAIN + " null", "1 : 60 2018-01-01 " + DEMAIN), histoire());
        }
    }

    /** Qu'une transaction attende le verrou d'une autre, dix secondes au plus. */
    private static void attendreQuUneAttende() {
        long fin = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < fin
                && JDBI.withHandle(h -> h.createQuery("select count(*) from pg_locks where not granted")
                                .mapTo(Long.class)
                                .one())
                        == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
