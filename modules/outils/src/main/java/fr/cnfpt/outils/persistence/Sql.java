package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.Horloge;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;

/**
 * L'accès SQL des adaptateurs de persistance : lectures de listes et écritures par lots. Même réserve de connexions que
 * JPA, donc même transaction. Les agrégats, eux, passent par l'EntityManager.
 */
@ApplicationScoped
public class Sql {

    private static final String MAINTENANT = "maintenant";

    /** Il garde ce qu'il a lu : un ordre s'analyse une fois, quel que soit le Jdbi. */
    private static final SqlParser ANALYSE = new ColonPrefixSqlParser();

    @Resource(lookup = "jdbc/iel")
    DataSource source;

    @Resource
    TransactionSynchronizationRegistry transactions;

    @Inject
    Horloge horloge;

    /** Singleton et non ApplicationScoped : Jdbi ne se laisse pas mandater. */
    @Produces
    @Singleton
    public Jdbi jdbi() {
        return configurer(Jdbi.create(new ConnexionDeLaTransaction(source, transactions)), horloge);
    }

    public static Jdbi sur(DataSource source) {
        return configurer(Jdbi.create(source));
    }

    public static Jdbi configurer(Jdbi jdbi) {
        return configurer(jdbi, new Horloge());
    }

    /**
     * @return ce Jdbi, qui lit désormais les {@code record} par leur constructeur et les tableaux Java comme ceux de
     *     PostgreSQL, et où {@code :maintenant}, s'il n'est pas dit, est l'heure de cette horloge : un ordre ne la
     *     demande pas à la base
     */
    public static Jdbi configurer(Jdbi jdbi, Horloge horloge) {
        Map<Class<?>, RecordMapper<?>> lecteurs = new ConcurrentHashMap<>();
        RowMapperFactory records = (type, config) -> type instanceof Class<?> c && c.isRecord()
                ? Optional.of(lecteurs.computeIfAbsent(c, x -> new RecordMapper<>(x, config)))
                : Optional.empty();
        jdbi.registerRowMapper(records);
        jdbi.registerArrayType(Long.class, "bigint");
        jdbi.registerArrayType(Integer.class, "int");
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(LocalDate.class, "date");
        jdbi.registerArrayType(Instant.class, "timestamptz");
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true).setSqlParser(ANALYSE);
        jdbi.addCustomizer(new StatementCustomizer() {
            @Override
            public void beforeBinding(PreparedStatement ordre, StatementContext contexte) {
                if (contexte.getBinding().findForName(MAINTENANT, contexte).isEmpty()) {
                    contexte.getBinding().addNamed(MAINTENANT, horloge.maintenant());
                }
            }
        });
        return jdbi;
    }
}
