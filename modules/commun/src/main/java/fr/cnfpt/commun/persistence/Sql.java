package fr.cnfpt.commun.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * L'accès SQL des adaptateurs de persistance : lectures de listes et écritures par lots. Même réserve de connexions que JPA,
 * donc même transaction. Les agrégats, eux, passent par l'EntityManager.
 */
@ApplicationScoped
public class Sql {

  @Resource(lookup = "jdbc/iel")
  DataSource source;

  /** Singleton et non ApplicationScoped : Jdbi ne se laisse pas mandater. */
  @Produces
  @Singleton
  public Jdbi jdbi() { return sur(source); }

  public static Jdbi sur(DataSource source) { return configurer(Jdbi.create(source)); }

  /** @return ce Jdbi, qui lit désormais les {@code record} par leur constructeur et les tableaux Java comme ceux de PostgreSQL */
  public static Jdbi configurer(Jdbi jdbi) {
    jdbi.registerRowMapper(RECORDS);
    jdbi.registerArrayType(Long.class, "bigint");
    jdbi.registerArrayType(Integer.class, "int");
    jdbi.registerArrayType(String.class, "text");
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    return jdbi;
  }

  private static final RowMapperFactory RECORDS = (type, config) ->
      type instanceof Class<?> c && c.isRecord()
          ? java.util.Optional.of(ConstructorMapper.of(c))
          : java.util.Optional.empty();
}
