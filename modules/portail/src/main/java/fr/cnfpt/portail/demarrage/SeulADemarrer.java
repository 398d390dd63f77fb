package fr.cnfpt.portail.demarrage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Le tour de démarrer, qu'une seule instance a à la fois : deux sur une base vide créeraient les mêmes schémas et
 * chargeraient deux fois. Un verrou de la base, tenu par une transaction qui n'écrit rien : une instance qui meurt le
 * rend. L'attente n'est pas bornée comme les autres, parce que charger la démonstration prend des minutes.
 */
final class SeulADemarrer implements AutoCloseable {

    private final Connection connexion;

    private SeulADemarrer(Connection connexion) {
        this.connexion = connexion;
    }

    static SeulADemarrer sur(DataSource source) throws SQLException {
        Connection c = source.getConnection();
        try {
            c.setAutoCommit(false);
            try (Statement s = c.createStatement()) {
                s.execute("set local lock_timeout = 0");
                s.execute("set local idle_in_transaction_session_timeout = 0");
                s.execute("select pg_advisory_xact_lock(hashtextextended('iel.demarrage', 0))");
            }
            return new SeulADemarrer(c);
        } catch (SQLException e) {
            c.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection c = connexion) {
            c.commit();
            c.setAutoCommit(true);
        }
    }
}
