package fr.cnfpt.outils.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * L'accès SQL des adaptateurs de persistance : lectures de listes et écritures par lots. Même réserve de connexions que
 * JPA, donc même transaction. Les agrégats, eux, passent par l'EntityManager.
 */
@ApplicationScoped
public class Sql {

    @Resource(lookup = "jdbc/iel")
    DataSource source;

    @Resource
    TransactionSynchronizationRegistry transactions;

    /** Singleton et non ApplicationScoped : Jdbi ne se laisse pas mandater. */
    @Produces
    @Singleton
    public Jdbi jdbi() {
        return configurer(Jdbi.create(new ConnexionDeLaTransaction(source, transactions)));
    }

    public static Jdbi sur(DataSource source) {
        return configurer(Jdbi.create(source));
    }

    /**
     * @return ce Jdbi, qui lit désormais les {@code record} par leur constructeur et les tableaux Java comme ceux de
     *     PostgreSQL
     */
    public static Jdbi configurer(Jdbi jdbi) {
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
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return jdbi;
    }
}
