package fr.cnfpt.outils.persistence;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Lit une ligne dans un {@code record}, la colonne {@code debut_le} dans le composant {@code debutLe}. La réflexion est
 * faite une fois par classe, là où Jdbi la refait à chaque requête (docs/performance.md). Les valeurs sont lues par les
 * lecteurs de Jdbi.
 */
final class RecordMapper<T> implements RowMapper<T> {

    private final Constructor<T> constructeur;
    private final RecordComponent[] composants;
    private final ColumnMapper<?>[] lecteurs;

    RecordMapper(Class<T> type, ConfigRegistry config) {
        composants = type.getRecordComponents();
        lecteurs = new ColumnMapper<?>[composants.length];
        ColumnMappers connus = config.get(ColumnMappers.class);
        for (int i = 0; i < composants.length; i++) {
            Class<?> attendu = composants[i].getType();
            lecteurs[i] = connus.findFor(composants[i].getGenericType())
                    .orElseThrow(() -> new IllegalArgumentException(type + " : aucun lecteur pour " + attendu));
        }
        try {
            constructeur = type.getDeclaredConstructor(
                    Arrays.stream(composants).map(RecordComponent::getType).toArray(Class[]::new));
            constructeur.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public T map(ResultSet r, StatementContext contexte) throws SQLException {
        return lire(r, colonnes(r.getMetaData()), contexte);
    }

    /** Les places des colonnes ne se cherchent qu'une fois par requête. */
    @Override
    public RowMapper<T> specialize(ResultSet r, StatementContext contexte) throws SQLException {
        int[] colonnes = colonnes(r.getMetaData());
        return (ligne, c) -> lire(ligne, colonnes, c);
    }

    private T lire(ResultSet r, int[] colonnes, StatementContext contexte) throws SQLException {
        Object[] valeurs = new Object[colonnes.length];
        for (int i = 0; i < colonnes.length; i++) {
            valeurs[i] = lecteurs[i].map(r, colonnes[i], contexte);
        }
        try {
            return constructeur.newInstance(valeurs);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refus ? refus : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private int[] colonnes(ResultSetMetaData m) throws SQLException {
        int[] colonnes = new int[composants.length];
        int nombre = m.getColumnCount();
        for (int c = 1; c <= nombre; c++) {
            String nom = m.getColumnLabel(c).replace("_", "").toLowerCase(Locale.ROOT);
            for (int i = 0; i < composants.length; i++) {
                if (composants[i].getName().equalsIgnoreCase(nom)) {
                    colonnes[i] = c;
                }
            }
        }
        for (int i = 0; i < composants.length; i++) {
            if (colonnes[i] == 0) {
                throw new SQLException("Aucune colonne pour "
                        + composants[i].getDeclaringRecord().getSimpleName() + "." + composants[i].getName());
            }
        }
        return colonnes;
    }
}
