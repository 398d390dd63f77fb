package fr.cnfpt.outils;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.persistence.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** Un vrai PostgreSQL par machine virtuelle de test, où les migrations des modules demandés sont jouées. */
public final class PostgresDeTest {

    private static final List<java.util.logging.Logger> BAVARDS =
            List.of(java.util.logging.Logger.getLogger("io.zonky"), java.util.logging.Logger.getLogger("org.flywaydb"));

    static {
        BAVARDS.forEach(j -> j.setLevel(java.util.logging.Level.WARNING));
    }

    private static EmbeddedPostgres serveur;
    private static int neuves;

    /**
     * Une base déjà migrée par liste de modules, qu'on copie : rejouer les migrations coûterait une seconde à chacune.
     */
    private static final Map<List<String>, String> MODELES = new HashMap<>();

    private static final Map<List<String>, PostgresDeTest> PARTAGEES = new HashMap<>();

    private final DataSource source;
    private EntityManagerFactory emf;

    private PostgresDeTest(DataSource source) {
        this.source = source;
    }

    /**
     * @param modules leurs schémas, dans l'ordre : {@code annuaire}, {@code catalogue}… ; celui des outils vient
     *     toujours devant
     */
    public static synchronized PostgresDeTest avec(String... modules) {
        return PARTAGEES.computeIfAbsent(
                List.of(modules),
                m -> migree(serveur().getPostgresDatabase(Map.of("reWriteBatchedInserts", "true")), modules));
    }

    /** Une base à part, vide, du même serveur : pour qui change ce que les autres épreuves partagent. */
    public static synchronized PostgresDeTest neuve(String... modules) {
        String modele = MODELES.computeIfAbsent(List.of(modules), m -> {
            String nom = creer("template0");
            migree(serveur().getDatabase("postgres", nom), modules);
            return nom;
        });
        return new PostgresDeTest(serveur().getDatabase("postgres", creer(modele)));
    }

    private static String creer(String modele) {
        String nom = "neuve_" + ++neuves;
        Sql.sur(serveur().getPostgresDatabase())
                .useHandle(h -> h.execute("create database " + nom + " template " + modele));
        return nom;
    }

    private static EmbeddedPostgres serveur() {
        try {
            if (serveur == null) {
                serveur = EmbeddedPostgres.builder().start();
            }
            return serveur;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cette base, de ces modules : pour qui règle lui-même son serveur. */
    public static PostgresDeTest migree(DataSource source, String... modules) {
        return migree(source, "latest", modules);
    }

    private static PostgresDeTest migree(DataSource source, String version, String... modules) {
        for (String module : Stream.concat(Stream.of("outils"), Stream.of(modules))
                .distinct()
                .toList()) {
            Flyway.configure()
                    .dataSource(source)
                    .schemas(module.replace('-', '_'))
                    .locations("classpath:db/" + module)
                    .target(module.equals("outils") ? "latest" : version)
                    .load()
                    .migrate();
        }
        return new PostgresDeTest(source);
    }

    /** Joue encore ces modules : pour qui éprouve un déménagement, d'une base d'avant à celle d'après. */
    public PostgresDeTest puis(String... modules) {
        return migree(source, modules);
    }

    /** De même, sans aller plus loin que cette version de chacun. */
    public PostgresDeTest puisJusqua(String version, String... modules) {
        return migree(source, version, modules);
    }

    public DataSource source() {
        return source;
    }

    public Jdbi jdbi() {
        return Sql.sur(source);
    }

    /** De même, à cette heure. */
    public Jdbi jdbi(Horloge horloge) {
        return Sql.configurer(Jdbi.create(source), horloge);
    }

    public static Jdbi jdbi(EntityManager em) {
        return jdbi(em, new Horloge());
    }

    /** Un Jdbi sur la connexion de cette transaction JPA, comme dans le serveur où les deux partagent la leur. */
    public static Jdbi jdbi(EntityManager em, Horloge horloge) {
        return Sql.configurer(
                Jdbi.create(new org.jdbi.v3.core.ConnectionFactory() {
                    @Override
                    public java.sql.Connection openConnection() {
                        return em.unwrap(java.sql.Connection.class);
                    }

                    @Override
                    public void closeConnection(java.sql.Connection c) {
                        em.isOpen();
                    }
                }),
                horloge);
    }

    /**
     * Un EntityManagerFactory sur l'unité {@code test} du module, qui garde ses connexions : en ouvrir une à chaque
     * transaction coûte plus que la transaction.
     */
    public synchronized EntityManagerFactory emf() {
        if (emf == null || !emf.isOpen()) {
            emf = ouvrirEmf();
        }
        return emf;
    }

    private EntityManagerFactory ouvrirEmf() {
        PGSimpleDataSource pg = (PGSimpleDataSource) source;
        Map<String, Object> p = new HashMap<>();
        p.put("jakarta.persistence.jdbc.driver", org.postgresql.Driver.class.getName());
        p.put("jakarta.persistence.jdbc.url", pg.getUrl());
        p.put("jakarta.persistence.jdbc.user", pg.getUser());
        p.put("jakarta.persistence.jdbc.password", pg.getPassword() == null ? "" : pg.getPassword());
        p.put("eclipselink.connection-pool.default.initial", "0");
        p.put("eclipselink.connection-pool.default.min", "2");
        p.put("eclipselink.connection-pool.default.max", "64");
        p.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        p.put("eclipselink.weaving", "false");
        return Persistence.createEntityManagerFactory("test", p);
    }

    /** Exécute dans une transaction, validée à la fin. */
    public static <T> T dans(EntityManagerFactory emf, Function<EntityManager, T> action) {
        EntityManager em = emf.createEntityManager();
        em.getTransaction().begin();
        try {
            T r = action.apply(em);
            em.getTransaction().commit();
            return r;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    public String url() {
        return serveur.getJdbcUrl("postgres", "postgres");
    }
}
