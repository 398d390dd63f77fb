package fr.cnfpt.outils.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Une seule connexion par transaction : la première lecture la prend à la réserve, la fin de la transaction l'y rend.
 * Hors transaction, une par appel. La réserve ne se consulte qu'une fois là où un cas d'usage lit quatre fois
 * (docs/performance.md).
 */
final class ConnexionDeLaTransaction implements ConnectionFactory {

    private final DataSource source;
    private final TransactionSynchronizationRegistry transactions;

    ConnexionDeLaTransaction(DataSource source, TransactionSynchronizationRegistry transactions) {
        this.source = source;
        this.transactions = transactions;
    }

    @Override
    public Connection openConnection() throws SQLException {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return source.getConnection();
        }
        Connection tenue = (Connection) transactions.getResource(this);
        if (tenue == null) {
            Connection prise = source.getConnection();
            transactions.putResource(this, prise);
            transactions.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    /* elle sert jusqu'au bout */
                }

                @Override
                public void afterCompletion(int statut) {
                    rendre(prise);
                }
            });
            tenue = prise;
        }
        return tenue;
    }

    @Override
    public void closeConnection(Connection c) throws SQLException {
        if (transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION
                || transactions.getResource(this) != c) {
            c.close();
        }
    }

    private static void rendre(Connection c) {
        try {
            c.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Connexion non rendue à la réserve", e);
        }
    }
}
